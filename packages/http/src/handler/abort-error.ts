/** @returns what `fetch` rejects with, and what its bodies fail with, when their signal aborts */
export function abortError(): DOMException {
  return new DOMException("This operation was aborted", "AbortError");
}
