import type { EmscriptenModule, ImportTable } from "./emscripten.ts";
import type { WasmGate } from "./wasm-gate.ts";
import { refusal } from "./wasm-gate.ts";

type Open = ((handle: number) => number) & { readonly sig?: string };

/** Where Emscripten's record of a library that is being opened has the address and the length of its bytes. */
const bytesOffset = 28;
const lengthOffset = 32;

/**
 * Lets the dynamic linker read none but modules that were let through. The WebAssembly gate would not compile others, but
 * the linker itself believes what their first section says, and a forged one makes it fill the memory.
 *
 * @param table - the functions that WebAssembly may call
 * @param module - the module, once it exists
 * @param gate - what decides, once Python is sealed
 */
export function checkLinkedFiles(
  table: ImportTable,
  module: () => EmscriptenModule | undefined,
  gate: () => WasmGate | undefined,
): void {
  const original = table._dlopen_js as Open;
  const open = (handle: number): number => {
    const emscripten = module();
    if (emscripten === undefined) return 0;
    const field = (offset: number): number => emscripten.HEAPU32[(handle + offset) >>> 2] ?? 0;
    const [start, length] = [field(bytesOffset), field(lengthOffset)];
    const allows = (bytes: Uint8Array): boolean => gate()?.allows(bytes) ?? false;
    if (!allows(emscripten.HEAPU8.subarray(start, start + length))) return 0;
    const { FS: fs } = emscripten;
    // The libraries that it needs are read from files.
    const { readFile } = fs;
    fs.readFile = (path, options) => {
      const bytes = readFile(path, options);
      if (!allows(bytes)) throw new Error(refusal);
      return bytes;
    };
    try {
      return original(handle);
    } finally {
      fs.readFile = readFile;
    }
  };
  table._dlopen_js = Object.assign(open, { sig: original.sig });
}
