import { fileURLToPath } from "node:url";
import type { loadPyodide, PyodideAPI } from "pyodide";
import type { EmscriptenModule, EmscriptenSettings } from "./emscripten.ts";
import type { ImportSeal } from "./import-seal.ts";
import { guardImports } from "./import-seal.ts";
import { lookForInterrupts } from "./interrupt-flag.ts";
import { checkLinkedFiles } from "./linked-files.ts";
import { growHeap, limitHeap } from "./memory-limit.ts";
import { pythonSurroundings } from "./python-surroundings.ts";
import { instantiateFrom } from "./shared-wasm.ts";
import type { WasmGate } from "./wasm-gate.ts";

/** How Pyodide is loaded. */
export interface LoadPythonOptions {
  /** The folder of Pyodide's files as a `file:` URL with a slash at its end; null: that of the installed package. */
  readonly pyodideUrl: string | null;
  /** The bound of Python's heap, in bytes. */
  readonly memoryBytes: number;
  /** The memory to start from; null: Python starts from nothing. */
  readonly snapshot: Uint8Array | null;
  /** Pyodide's WebAssembly, compiled already; null: it is compiled here. */
  readonly wasmModule: object | null;
  /** Whether a snapshot is to be made of it. */
  readonly forSnapshot: boolean;
  /** Called whenever Python is about to read the cell of interrupts. */
  readonly lookForInterrupt: () => void;
  /** Called when WebAssembly calls a function that it may not call; must not return. */
  readonly violated: (operation: string) => never;
  /** @returns what decides on native modules, once Python is sealed */
  readonly gate: () => WasmGate | undefined;
}

/** Pyodide, whose imports are guarded but not sealed yet. */
export interface LoadedPython {
  readonly pyodide: PyodideAPI;
  readonly module: EmscriptenModule;
  readonly seal: ImportSeal;
}

type LoadOptions = NonNullable<Parameters<typeof loadPyodide>[0]>;
type CreateModule = (settings: EmscriptenSettings) => Promise<EmscriptenModule>;

/** The intrinsics that Pyodide's start needs of what it takes for the global object; none leads to Node. */
const harmlessGlobals = {
  AbortController,
  AbortSignal,
  Array,
  Map,
  Object,
  Promise,
  Set,
  Symbol,
  clearTimeout,
  queueMicrotask,
  setTimeout,
};

/** Pyodide's own list of packages is never asked: what is not there cannot be downloaded. */
const noPackages = JSON.stringify({
  info: {
    abi_version: "2026_0",
    arch: "wasm32",
    platform: "emscripten_5_0_3",
    python: "3.14.2",
    version: "314.0.7",
  },
  packages: {},
});

/**
 * Pyodide lets go of a Python object when JavaScript's garbage collector finds its proxy, at any time. After a session's
 * memory was put into the place of the one that the proxy was made in, that would be another object.
 */
function silenceFinalizers(): void {
  const value = class {
    register(): void {}
    unregister(): boolean {
      return false;
    }
  };
  Object.defineProperty(globalThis, "FinalizationRegistry", { value, configurable: true });
}

const folderOf = (pyodideUrl: string | null): string =>
  pyodideUrl ?? new URL(".", import.meta.resolve("pyodide")).href;

/**
 * Loads Pyodide with guards before every function that WebAssembly may call.
 *
 * @param options - where from, and how
 * @throws Error if Pyodide cannot be loaded, or if the snapshot is not of this Pyodide
 */
export async function loadPython(options: LoadPythonOptions): Promise<LoadedPython> {
  const folder = folderOf(options.pyodideUrl);
  const pyodidePackage = (await import(new URL("pyodide.mjs", folder).href)) as {
    readonly loadPyodide: typeof loadPyodide;
  };
  const { default: createModule } = (await import(new URL("pyodide.asm.mjs", folder).href)) as {
    readonly default: CreateModule;
  };

  let seal: ImportSeal | undefined;
  let module: EmscriptenModule | undefined;
  const createGuardedModule: CreateModule = async (emscripten) => {
    const instantiate = emscripten.instantiateWasm;
    if (instantiate === undefined) throw new Error("Pyodide no longer instantiates its module");
    emscripten.instantiateWasm = (imports, done) => {
      const table = imports.env;
      if (table === undefined || imports.wasi_snapshot_preview1 !== table) {
        throw new Error("Pyodide's imports are no longer one table");
      }
      limitHeap(table, options.memoryBytes, () => module);
      lookForInterrupts(table, options.lookForInterrupt);
      checkLinkedFiles(table, () => module, options.gate);
      const guard = guardImports(table, {
        violated: options.violated,
        linking: () => options.gate()?.linking ?? false,
      });
      seal = guard;
      return instantiate(imports, (instance, compiled) => {
        guard.expect(instance.exports);
        return done(instance, compiled);
      });
    };
    module = await createModule(emscripten);
    growHeap(module, options.snapshot?.length ?? 0);
    return module;
  };

  silenceFinalizers();
  const { snapshot, wasmModule } = options;
  const instantiateAsBefore = wasmModule === null ? () => {} : instantiateFrom(wasmModule);
  const pyodide = await pyodidePackage
    .loadPyodide({
      indexURL: fileURLToPath(folder),
      lockFileContents: noPackages,
      env: { ...pythonSurroundings.env },
      args: [...pythonSurroundings.args],
      _sysExecutable: pythonSurroundings.executable,
      jsglobals: Object.assign(Object.create(null), harmlessGlobals) as object,
      ...(options.forSnapshot && { _makeSnapshot: true }),
      ...(snapshot !== null && { _loadSnapshot: snapshot, _snapshotDeserializer: () => null }),
      createPyodideModule: createGuardedModule as unknown as NonNullable<
        LoadOptions["createPyodideModule"]
      >,
    })
    .finally(instantiateAsBefore);
  if (module === undefined || seal === undefined) throw new Error("Pyodide bypassed the seal");
  return { pyodide, module, seal };
}
