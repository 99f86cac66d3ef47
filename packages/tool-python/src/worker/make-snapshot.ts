import { preloadedModules } from "../driver/preloaded-modules.ts";
import { loadPython } from "./load-python.ts";
import { prepareInterpreter } from "./prepare-interpreter.ts";

const heapBytes = 256 * 1024 * 1024;

/**
 * Makes an interpreter ready and takes its memory.
 *
 * @param pyodideUrl - the folder of Pyodide's files as a `file:` URL with a slash at its end; null: the installed package
 * @param wasmModule - Pyodide's WebAssembly, compiled already; null: it is compiled here
 * @returns what every interpreter of this Pyodide and this driver can start from
 */
export async function makeSnapshot(
  pyodideUrl: string | null,
  wasmModule: object | null,
): Promise<Uint8Array> {
  const { pyodide } = await loadPython({
    pyodideUrl,
    memoryBytes: heapBytes,
    snapshot: null,
    wasmModule,
    forSnapshot: true,
    lookForInterrupt: () => {},
    // The seal stays open, so nothing is refused.
    violated: (operation) => {
      throw new Error(`'${operation}' was called while a snapshot was made`);
    },
    gate: () => undefined,
  });
  prepareInterpreter(pyodide, preloadedModules);
  return pyodide.makeMemorySnapshot({ serializer: () => null });
}
