import type { EmscriptenModule, ImportTable } from "./emscripten.ts";

/**
 * Bounds the WebAssembly heap: beyond the limit Python gets a MemoryError and lives on. (A worker's own resource limits
 * do not count this memory.)
 *
 * @param table - the functions that WebAssembly may call
 * @param limitBytes - the bound
 * @param module - the module, once it exists
 */
export function limitHeap(
  table: ImportTable,
  limitBytes: number,
  module: () => EmscriptenModule | undefined,
): void {
  const original = table.emscripten_resize_heap as { readonly sig?: string };
  const resize = (requested: number): number => {
    const needed = requested >>> 0;
    const current = module();
    if (current === undefined || needed > limitBytes) return 0;
    const target = Math.min(limitBytes, Math.max(needed, Math.ceil(current.HEAP8.length * 1.1)));
    return current.growMemory(target) === 1 ? 1 : 0;
  };
  table.emscripten_resize_heap = Object.assign(resize, { sig: original.sig });
}

/**
 * Makes the heap at least as large as the memory that is to be put into it.
 *
 * @param module - the module
 * @param bytes - how many bytes it must hold
 * @throws Error if the heap cannot grow so far
 */
export function growHeap(module: EmscriptenModule, bytes: number): void {
  if (bytes <= module.HEAP8.length) return;
  if (module.growMemory(bytes) !== 1) throw new Error(`the heap cannot grow to ${bytes} bytes`);
}
