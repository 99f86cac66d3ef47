/** The pages in which a memory differs from another. */
export interface ChangedPages {
  /** The numbers of the pages, rising. */
  readonly numbers: Uint32Array<ArrayBuffer>;
  /** Their content, one after the other. */
  readonly content: Uint8Array;
}

const pageBytes = 4096;

const viewOf = (bytes: Uint8Array): Buffer =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/**
 * @param memory - a memory of whole pages
 * @param base - another; where it ends it counts as zeros
 * @returns what of the memory is different
 */
export function changedPages(memory: Uint8Array, base: Uint8Array): ChangedPages {
  const [left, right] = [viewOf(memory), viewOf(base)];
  const zeros = Buffer.alloc(pageBytes);
  const numbers: number[] = [];
  for (let start = 0; start < left.length; start += pageBytes) {
    const end = start + pageBytes;
    const same =
      end <= right.length
        ? left.compare(right, start, end, start, end) === 0
        : left.compare(zeros, 0, pageBytes, start, end) === 0;
    if (!same) numbers.push(start / pageBytes);
  }
  const content = new Uint8Array(numbers.length * pageBytes);
  for (const [index, number] of numbers.entries()) {
    const start = number * pageBytes;
    content.set(memory.subarray(start, start + pageBytes), index * pageBytes);
  }
  return { numbers: Uint32Array.from(numbers), content };
}

/**
 * @param base - the memory that the pages are different from
 * @param pages - the pages
 * @param bytes - how large the memory is
 * @returns the memory
 * @throws RangeError if a page lies outside of it, or has no content
 */
export function applyPages(
  base: Uint8Array,
  pages: ChangedPages,
  bytes: number,
): Uint8Array<ArrayBuffer> {
  const memory = new Uint8Array(bytes);
  // What is only in the base may not be whole pages, and then it was all changed.
  memory.set(base.subarray(0, bytes));
  if (pages.content.length !== pages.numbers.length * pageBytes) {
    throw new RangeError("there is not as much content as there are pages");
  }
  for (const [index, number] of pages.numbers.entries()) {
    const start = index * pageBytes;
    memory.set(pages.content.subarray(start, start + pageBytes), number * pageBytes);
  }
  return memory;
}
