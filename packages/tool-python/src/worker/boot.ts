import type { WorkerSettings } from "../protocol/messages.ts";
import type { StartingPoint } from "../protocol/starting-point.ts";
import type { CallDevice } from "./devices.ts";
import { addCallDevice, addSleepDevice } from "./devices.ts";
import { limitDisk } from "./disk-limit.ts";
import type { EmscriptenFs, EmscriptenModule } from "./emscripten.ts";
import type { InterruptFlag } from "./interrupt-flag.ts";
import { loadPython } from "./load-python.ts";
import type { OutputWriter } from "./output-writer.ts";
import { addPackageDevice } from "./package-device.ts";
import { PackageInstaller } from "./package-installer.ts";
import { prepareInterpreter } from "./prepare-interpreter.ts";
import { hardenRealm } from "./realm-hardening.ts";
import type { SandboxPort } from "./sandbox-port.ts";
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
    violated,
    gate: () => gate,
  });

  const { FS: fs } = module;
  const output = options.output(fs);
  pyodide.setStdin({ error: true });
  pyodide.setStdout(output.stdout);
  pyodide.setStderr(output.stderr);
  // Only its first element is read and written.
  pyodide.setInterruptBuffer(interrupt as Uint8Array & InterruptFlag);
  const disk = limitDisk(fs, settings);
  for (const path of folders) fs.mkdirTree(path);
  for (const path of ["/dev/tty", "/dev/tty1"]) fs.unlink(path);
  const calls = addCallDevice(fs);
  const tools = new ToolDevice(fs, port);
  addSleepDevice(fs, interrupt, new Int32Array(new SharedArrayBuffer(4)));
  if (settings.packages !== null) {
    const allowWasm = (sha256: string): void => gate?.allow(sha256);
    addPackageDevice(
      fs,
      new PackageInstaller({ fs, disk, settings: settings.packages, allowWasm }),
    );
  }

  if (snapshot === null) prepareInterpreter(pyodide);
  runBeforeSeal(module, "__import__('_sandbox').wake()");
  fs.chdir("/outputs");
  const { _PyRun_SimpleString: runSimpleString } = module;
  const driverCall = module.stringToNewUTF8("__import__('_sandbox').run()");
  gate = hardenRealm();
  seal.close();
  return {
    fs,
    calls,
    tools,
    runDriver: () => void runSimpleString(driverCall),
    allowWasm: gate.allow,
  };
}
