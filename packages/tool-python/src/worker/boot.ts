import type { WorkerSettings } from "../protocol/messages.ts";
import type { StartingPoint } from "../protocol/starting-point.ts";
import type { CallDevice } from "./devices.ts";
import { addCallDevice, addSleepDevice } from "./devices.ts";
import { limitDisk } from "./disk-limit.ts";
import type { EmscriptenFs, EmscriptenModule } from "./emscripten.ts";
import { loadPython } from "./load-python.ts";
import type { OutputWriter } from "./output-writer.ts";
import { addPackageDevice } from "./package-device.ts";
import { PackageInstaller } from "./package-installer.ts";
import { prepareInterpreter } from "./prepare-interpreter.ts";
import { hardenRealm } from "./realm-hardening.ts";
import type { SandboxPort } from "./sandbox-port.ts";
import { StateKeeper } from "./state-keeper.ts";
import { ToolDevice } from "./tool-device.ts";
import type { WasmGate } from "./wasm-gate.ts";

/** A sealed Python interpreter. */
export interface Sandbox {
  readonly fs: EmscriptenFs;
  readonly calls: CallDevice;
  readonly tools: ToolDevice;
  /** Runs the Python driver once, which takes its request from the call device. */
  runDriver(): void;
  /**
   * Lets Python load one native module.
   *
   * @param sha256 - of the module's bytes, in hexadecimal
   */
  allowWasm(sha256: string): void;
  /** How large Python's memory has grown. */
  memoryBytes(): number;
  /** Takes the state of a session, and puts one in place. */
  readonly state: StateKeeper;
}

/** What the sandbox is given of the thread or process around it. */
export interface BootOptions {
  readonly settings: WorkerSettings;
  readonly from: StartingPoint;
  readonly port: SandboxPort;
  /** @returns where Python prints; asked for once, when the file system exists */
  readonly output: (fs: EmscriptenFs) => OutputWriter;
  /** Called when WebAssembly calls a function that it may not call; must not return. */
  readonly violated: (operation: string) => never;
}

const folders = ["/home/user", "/inputs", "/outputs"];

const release = ({ buffer }: Uint8Array): void => void (buffer as ArrayBuffer).transfer(0);

/**
 * Runs Python before the seal.
 *
 * @param module - Pyodide's module
 * @param code - what to run
 * @throws Error if it raises
 */
function runBeforeSeal(module: EmscriptenModule, code: string): void {
  if (module._PyRun_SimpleString(module.stringToNewUTF8(code)) !== 0) {
    throw new Error("Python could not be confined");
  }
}

/**
 * Binds the driver's function by its address, so that a call compiles nothing and no Python code can put another in its
 * place. A session's memory that is put here later has the same function there: it began as a copy of the same snapshot.
 */
function driverOf(module: EmscriptenModule, calls: CallDevice): () => void {
  const told = calls.exchange("", () =>
    runBeforeSeal(module, "__import__('_sandbox').tell_address()"),
  );
  const address = Number(told);
  if (!Number.isSafeInteger(address) || address <= 0) throw new Error("the driver is not there");
  // Code can let go of every reference that Python knows of.
  module._Py_IncRef(address);
  const { _PyObject_CallNoArgs: callFunction, _PyErr_Clear: clearError } = module;
  return () => {
    // It answers None, which is immortal; no result means that it raised.
    if (callFunction(address) === 0) clearError();
  };
}

/**
 * Starts Python, confines it, and seals it: from then on no Python code, and no memory error in the interpreter,
 * reaches a JavaScript function outside of the list of open imports.
 *
 * @param options - settings and ways out
 * @throws Error if Pyodide cannot be loaded, the snapshot is not of this Pyodide, or the seal cannot be closed
 */
export async function bootSandbox(options: BootOptions): Promise<Sandbox> {
  const { settings, port, violated } = options;
  const { interrupt } = port;
  const { snapshot, wasmModule } = options.from;
  let gate: WasmGate | undefined;
  const { pyodide, module, seal } = await loadPython({
    pyodideUrl: settings.pyodideUrl,
    memoryBytes: settings.memoryBytes,
    snapshot,
    wasmModule,
    forSnapshot: false,
    lookForInterrupt: interrupt.look,
    violated,
    gate: () => gate,
  });

  // Its bytes are in Python's memory now, and who started this sandbox may hold it for as long as that lasts.
  if (snapshot !== null) release(snapshot);

  const { FS: fs } = module;
  const output = options.output(fs);
  pyodide.setStdin({ error: true });
  pyodide.setStdout(output.stdout);
  pyodide.setStderr(output.stderr);
  pyodide.setInterruptBuffer(interrupt.cell);
  const disk = limitDisk(fs, settings);
  for (const path of folders) fs.mkdirTree(path);
  for (const path of ["/dev/tty", "/dev/tty1"]) fs.unlink(path);
  const calls = addCallDevice(fs);
  const tools = new ToolDevice(fs, port);
  addSleepDevice(fs, interrupt, new Int32Array(new SharedArrayBuffer(4)));
  const installer =
    settings.packages === null
      ? null
      : new PackageInstaller({
          fs,
          disk,
          settings: settings.packages,
          allowWasm: (sha256) => gate?.allow(sha256),
        });
  if (installer !== null) addPackageDevice(fs, installer);
  if (snapshot === null) prepareInterpreter(pyodide);
  runBeforeSeal(module, "__import__('_sandbox').wake()");
  fs.chdir("/outputs");
  const runDriver = driverOf(module, calls);
  const wasmGate = hardenRealm();
  gate = wasmGate;
  seal.close();
  const state = new StateKeeper({
    module,
    fromSnapshot: snapshot !== null,
    installer,
    hasNativeCode: () => wasmGate.compiled > 0,
  });
  return {
    fs,
    calls,
    tools,
    runDriver,
    allowWasm: wasmGate.allow,
    memoryBytes: () => module.HEAPU8.length,
    state,
  };
}
