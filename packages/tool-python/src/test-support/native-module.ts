const text = (value: string): number[] => [value.length, ...Buffer.from(value)];
const section = (id: number, ...content: number[]): number[] => [id, content.length, ...content];

/**
 * A native module for Python, small enough to be made by hand: its initialization raises a MemoryError, which shows that
 * its code was run.
 *
 * @param name - the module's name
 */
export function nativeModule(name: string): Uint8Array {
  const i32 = 0x7f;
  return Uint8Array.from([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    // It asks for no memory and no slots of the call table.
    ...section(0, ...text("dylink.0"), 1, 4, 0, 0, 0, 0),
    ...section(1, 1, 0x60, 0, 1, i32),
    ...section(2, 1, ...text("env"), ...text("PyErr_NoMemory"), 0, 0),
    ...section(3, 1, 0),
    ...section(7, 1, ...text(`PyInit_${name}`), 0, 1),
    ...section(10, 1, 4, 0, 0x10, 0, 0x0b),
  ]);
}
