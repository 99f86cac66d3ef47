const longestMs = 24 * 60 * 60 * 1_000;

/**
 * How long a provider asked to wait. A date counts from the response's own `date` header, so that no clock of ours, right
 * or wrong, has a say in it.
 *
 * @param headers - header names in lower case
 * @returns milliseconds, at most a day; null: it did not ask, or not in a way that can be read
 */
export function retryAfterMs(headers: Readonly<Record<string, string>> | undefined): number | null {
  if (headers === undefined) return null;
  const milliseconds = readNumber(headers["retry-after-ms"]);
  if (milliseconds !== null) return bounded(milliseconds);
  const seconds = readNumber(headers["retry-after"]);
  if (seconds !== null) return bounded(seconds * 1_000);
  const until = Date.parse(headers["retry-after"] ?? "") - Date.parse(headers.date ?? "");
  return Number.isNaN(until) ? null : bounded(until);
}

function readNumber(text: string | undefined): number | null {
  return text !== undefined && /^\s*\d+(\.\d+)?\s*$/.test(text) ? Number(text) : null;
}

function bounded(milliseconds: number): number {
  return Math.min(longestMs, Math.max(0, Math.ceil(milliseconds)));
}
