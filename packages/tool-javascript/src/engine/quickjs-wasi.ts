import { readFile } from "node:fs/promises";
import type { JSValueHandle, QuickJS } from "quickjs-wasi";
import { boundMemory } from "./bound-memory.ts";
import type { Engine, SourceKind, Vm, VmBounds, VmOptions, VmTrouble } from "./engine.ts";
import { Spare } from "./spare.ts";
import { troubleOf } from "./trouble.ts";
import type { WasmModule } from "./web-assembly.ts";
import { webAssembly } from "./web-assembly.ts";

type Library = typeof import("quickjs-wasi");

/** A machine in which nothing has run, and what answers for it once something does. */
interface BlankVm {
  readonly vm: QuickJS;
  owner: WasiVm | null;
}

const nearlyFull = 0.95;
const pageBytes = 64 * 1024;
const maxPages = 65_536;
/** The engine's own data, its stack, and what its allocator wastes: none of it counts against the bound of the heap. */
const besideHeapBytes = 4 * 1024 * 1024;
/** Calls with ever other limits must not fill the memory with compiled engines. */
const maxModules = 8;
const compilerBytes = 64 * 1024 * 1024;

/** A machine in a WebAssembly instance of its own, with a memory of its own. */
class WasiVm implements Vm {
  readonly #library: Library;
  readonly #options: VmOptions;
  readonly #vm: QuickJS;
  #end: JSValueHandle | null = null;
  #broken: VmTrouble | null = null;

  constructor(library: Library, blank: BlankVm, boot: Uint8Array, options: VmOptions) {
    this.#library = library;
    this.#vm = blank.vm;
    this.#options = options;
    blank.owner = this;
    const trouble = this.#boot(boot);
    if (trouble !== null) throw new Error(`the machine did not start: ${trouble.detail}`);
  }

  /** Whether the code must end. */
  get mustStop(): boolean {
    return this.#options.shouldStop();
  }

  get memoryFull(): boolean {
    return this.#vm._getMemory().buffer.byteLength >= this.#options.memoryBytes * nearlyFull;
  }

  evaluate(source: string, filename: string, kind: SourceKind): VmTrouble | null {
    const { EvalFlags, JSException } = this.#library;
    return this.#guarded(() => {
      let value: JSValueHandle;
      try {
        const flags = kind === "module" ? EvalFlags.TYPE_MODULE : EvalFlags.ASYNC;
        value = this.#vm.evalCode(source, filename, flags);
      } catch (error) {
        if (!(error instanceof JSException) || this.#options.shouldStop()) throw error;
        if (error.handle.isNull && this.memoryFull) throw error;
        this.#tell("thrown", error.handle);
        return;
      }
      this.#tell("evaluated", value);
      value.dispose();
    });
  }

  send(event: string, text: string): VmTrouble | null {
    return this.#guarded(() => {
      const handle = this.#vm.newString(text);
      this.#tell(event, handle);
      handle.dispose();
    });
  }

  runJobs(): VmTrouble | null {
    return this.#guarded(() => void this.#vm.executePendingJobs());
  }

  /** Inside of a call of the machine, which must not be torn down by what happens here. */
  unhandled(event: string, reason: JSValueHandle, promise: JSValueHandle): void {
    this.#guarded(() => this.#tell(event, reason, promise));
  }

  dispose(): void {
    // Without the instance there is nothing left of the machine: its memory is its own. Freeing value by value would run
    // code of the engine on a heap that the code may have broken.
    this.#end = null;
    this.#broken ??= { kind: "crash", detail: "it was disposed of" };
  }

  #boot(bytecode: Uint8Array): VmTrouble | null {
    return this.#guarded(() => {
      const host = this.#vm.newFunction("host", (operation, text) => this.#asked(operation, text));
      const boot = this.#vm.evalBytecode(bytecode);
      this.#end = this.#vm.callFunction(boot, this.#vm.undefined, host);
    });
  }

  #asked(operation: JSValueHandle | undefined, text: JSValueHandle | undefined): JSValueHandle {
    if (operation?.isString !== true || text?.isString !== true) return this.#vm.undefined;
    if (text.length > this.#options.textChars) return this.#vm.undefined;
    const answer = this.#options.host(operation.toString(), text.toString());
    return answer === undefined ? this.#vm.undefined : this.#vm.newString(answer);
  }

  #tell(event: string, value: JSValueHandle, more: JSValueHandle = this.#vm.undefined): void {
    if (this.#end === null) return;
    const name = this.#vm.newString(event);
    this.#vm.callFunction(this.#end, this.#vm.undefined, name, value, more).dispose();
    name.dispose();
  }

  #guarded(action: () => void): VmTrouble | null {
    if (this.#broken !== null) return this.#broken;
    try {
      action();
      return null;
    } catch (error) {
      this.#broken = troubleOf(describe(error), this.#options, this.memoryFull);
      return this.#broken;
    }
  }
}

/** Reading an exception of the code may itself fail, where there is no memory left. */
function describe(error: unknown): { name: string; message: string } {
  try {
    const { name, message } = error as Error;
    return { name: String(name), message: String(message) };
  } catch {
    return { name: "Error", message: "" };
  }
}

/** @returns the engine `quickjs-wasi`: QuickJS-NG on WASI, one WebAssembly instance for each machine */
export async function loadQuickjsWasi(): Promise<Engine> {
  const library = await import("quickjs-wasi");
  const bytes = await readFile(new URL(import.meta.resolve("quickjs-wasi/quickjs.wasm")));
  // Kept, because the worker loses it once the engine is loaded.
  const compile = webAssembly.compile.bind(webAssembly);
  const modules = new Map<number, Promise<WasmModule>>();
  const moduleOf = (memoryBytes: number): Promise<WasmModule> => {
    const pages = Math.min(maxPages, Math.ceil((memoryBytes + besideHeapBytes) / pageBytes));
    const known = modules.get(pages);
    if (known !== undefined) return known;
    const made = compile(boundMemory(bytes, pages));
    if (modules.size >= maxModules) modules.clear();
    modules.set(pages, made);
    return made;
  };
  const scripts = new Map<string, Uint8Array>();
  const compiled = async (source: string): Promise<Uint8Array> => {
    const known = scripts.get(source);
    if (known !== undefined) return known;
    const vm = await library.QuickJS.create({ wasm: await moduleOf(compilerBytes) });
    const bytecode = vm.compile(source, "<sandbox>", 0, library.CompileFlags.STRIP_SOURCE);
    vm.dispose();
    scripts.set(source, bytecode);
    return bytecode;
  };
  const spare = new Spare(async (bounds) =>
    makeBlank(library, await moduleOf(bounds.memoryBytes), bounds),
  );
  return {
    // Reading the same script anew would take as long as making the machine.
    createVm: async (options) =>
      new WasiVm(library, await spare.take(options), await compiled(options.boot), options),
    prepare: (bounds) => spare.prepare(bounds),
  };
}

async function makeBlank(
  { QuickJS: Machine }: Library,
  wasm: WasmModule,
  { memoryBytes, stackBytes }: VmBounds,
): Promise<BlankVm> {
  let blank: BlankVm | undefined;
  const vm = await Machine.create({
    wasm,
    memoryLimit: memoryBytes,
    maxStackSize: stackBytes,
    interruptHandler: () => blank?.owner?.mustStop === true,
    timezoneOffset: 0,
    // The engine's own messages.
    wasi: () => ({ fd_write: () => 8 }),
    onUnhandledRejection: (promise: JSValueHandle, reason: JSValueHandle, isHandled: boolean) => {
      blank?.owner?.unhandled(isHandled ? "handled" : "unhandled", reason, promise);
    },
  });
  blank = { vm, owner: null };
  return blank;
}
