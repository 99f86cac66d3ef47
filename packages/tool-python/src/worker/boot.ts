import { fileURLToPath } from "node:url";
import type { loadPyodide } from "pyodide";
import { confinementSource } from "../driver/confinement-source.ts";
import { runSource } from "../driver/run-source.ts";
import { toolsSource } from "../driver/tools-source.ts";
import type { WorkerSettings } from "../protocol/messages.ts";
import type { CallDevice } from "./devices.ts";
import { addCallDevice, addSleepDevice } from "./devices.ts";
import { limitDisk } from "./disk-limit.ts";
import type { EmscriptenFs, EmscriptenModule, EmscriptenSettings } from "./emscripten.ts";
import type { ImportSeal } from "./import-seal.ts";
import { guardImports } from "./import-seal.ts";
import type { InterruptFlag } from "./interrupt-flag.ts";
import { limitHeap } from "./memory-limit.ts";
import type { OutputWriter } from "./output-writer.ts";
import { hardenRealm } from "./realm-hardening.ts";
import type { SandboxPort } from "./sandbox-port.ts";
import { ToolDevice } from "./tool-device.ts";

/** A sealed Python interpreter. */
export interface Sandbox {
  readonly fs: EmscriptenFs;
  readonly calls: CallDevice;
  readonly tools: ToolDevice;
  /** Runs the Python driver once, which takes its request from the call device. */
  runDriver(): void;
}

/** What the sandbox is given of the worker around it. */
export interface BootOptions {
  readonly settings: WorkerSettings;
  readonly port: SandboxPort;
  /** @returns where Python prints; asked for once, when the file system exists */
  readonly output: (fs: EmscriptenFs) => OutputWriter;
  /** Called when WebAssembly calls a function that it may not call; must not return. */
  readonly violated: (operation: string) => never;
}

type LoadOptions = NonNullable<Parameters<typeof loadPyodide>[0]>;
type CreateModule = (settings: EmscriptenSettings) => Promise<EmscriptenModule>;

const folders = ["/home/user", "/inputs", "/outputs"];

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

/**
 * Starts Python, confines it, and seals it: from then on no Python code, and no memory error in the interpreter,
 * reaches a JavaScript function outside of the list of open imports.
 *
 * @param options - settings and ways out
 * @throws Error if Pyodide cannot be loaded or the seal cannot be closed
 */
export async function bootSandbox(options: BootOptions): Promise<Sandbox> {
  const { settings, port, violated } = options;
  const { interrupt } = port;
  const folder = settings.pyodideUrl ?? new URL(".", import.meta.resolve("pyodide")).href;
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
      limitHeap(table, settings.memoryBytes, () => module);
      seal = guardImports(table, violated);
      return instantiate(imports, done);
    };
    module = await createModule(emscripten);
    return module;
  };

  const pyodide = await pyodidePackage.loadPyodide({
    indexURL: fileURLToPath(folder),
    env: { HOME: "/home/user" },
    args: [],
    _sysExecutable: "python",
    jsglobals: Object.assign(Object.create(null), harmlessGlobals) as object,
    createPyodideModule: createGuardedModule as unknown as NonNullable<
      LoadOptions["createPyodideModule"]
    >,
  });
  if (module === undefined || seal === undefined) throw new Error("Pyodide bypassed the seal");

  const { FS: fs } = module;
  const output = options.output(fs);
  pyodide.setStdin({ error: true });
  pyodide.setStdout(output.stdout);
  pyodide.setStderr(output.stderr);
  // Only its first element is read and written.
  pyodide.setInterruptBuffer(interrupt as Uint8Array & InterruptFlag);
  limitDisk(fs, settings.diskBytes);
  for (const path of folders) fs.mkdirTree(path);
  for (const path of ["/dev/tty", "/dev/tty1"]) fs.unlink(path);
  const calls = addCallDevice(fs);
  const tools = new ToolDevice(fs, port);
  addSleepDevice(fs, interrupt, new Int32Array(new SharedArrayBuffer(4)));

  pyodide.runPython(
    `import sys, types
sandbox = sys.modules["_sandbox"] = types.ModuleType("_sandbox")
exec(compile(source, "<sandbox>", "exec"), sandbox.__dict__)
sandbox.lock()`,
    { globals: pyodide.toPy({ source: confinementSource + runSource + toolsSource }) },
  );
  fs.chdir("/outputs");
  const { _PyRun_SimpleString: runSimpleString } = module;
  const driverCall = module.stringToNewUTF8("__import__('_sandbox').run()");
  hardenRealm();
  seal.close();
  return { fs, calls, tools, runDriver: () => void runSimpleString(driverCall) };
}
