const preambleBytes = 8;
const memorySection = 5;
const hasMaximum = 1;

/** Reads an unsigned number in LEB128, as all numbers of the format are written. */
function readNumber(
  bytes: Uint8Array,
  from: number,
): { readonly value: number; readonly end: number } {
  let value = 0;
  let at = from;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at];
    if (byte === undefined || shift > 28) throw new Error("the WebAssembly module is damaged");
    value += (byte & 0x7f) * 2 ** shift;
    at += 1;
    if (byte < 0x80) return { value, end: at };
  }
}

function writtenNumber(value: number): readonly number[] {
  const low = value % 128;
  return value < 128 ? [low] : [low | 0x80, ...writtenNumber(Math.floor(value / 128))];
}

/**
 * Bounds the memory of a WebAssembly module that defines one without a bound. The engine in it counts what it allocates, but
 * code that took over the engine's heap would not ask it: this bound is WebAssembly's own.
 *
 * @param module - the module
 * @param maxPages - the bound, in pages of 64 kB
 * @returns the module with the bound in it
 * @throws Error if the module does not define exactly one memory, unbounded and not larger than that
 */
export function boundMemory(module: Uint8Array, maxPages: number): Uint8Array {
  let at = preambleBytes;
  while (at < module.length) {
    const start = at;
    const { value: length, end: body } = readNumber(module, start + 1);
    at = body + length;
    if (module[start] !== memorySection) continue;
    const { value: count, end: flags } = readNumber(module, body);
    const { value: minimum } = readNumber(module, flags + 1);
    if (count !== 1 || module[flags] !== 0 || minimum > maxPages) break;
    const content = [count, hasMaximum, ...writtenNumber(minimum), ...writtenNumber(maxPages)];
    return Buffer.concat([
      module.subarray(0, start),
      Uint8Array.from([memorySection, ...writtenNumber(content.length), ...content]),
      module.subarray(at),
    ]);
  }
  throw new Error("the WebAssembly module does not define one memory that can be bounded");
}
