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
