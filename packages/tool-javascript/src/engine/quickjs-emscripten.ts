import { readFile } from "node:fs/promises";
import type {
  QuickJSContext,
  QuickJSHandle,
  QuickJSRuntime,
  QuickJSSyncVariant,
  QuickJSWASMModule,
} from "quickjs-emscripten-core";
import type { Engine, SourceKind, Vm, VmOptions, VmTrouble } from "./engine.ts";
import { Spare } from "./spare.ts";
import type { EngineFailure } from "./trouble.ts";
import { troubleOf } from "./trouble.ts";
import type { WasmMemory } from "./web-assembly.ts";
import { webAssembly } from "./web-assembly.ts";

const nearlyFull = 0.95;
const pageBytes = 65_536;
// What the build declares; a smaller memory is refused.
const initialPages = 256;
const asyncScript = 128;

/** What the code threw. */
class Thrown extends Error implements EngineFailure {}

/** A machine in an instance of the module of its own, whose memory is bounded: `setMemoryLimit` of 0.32 bounds nothing. */
class EmscriptenVm implements Vm {
  readonly #options: VmOptions;
  readonly #memory: WasmMemory;
  readonly #runtime: QuickJSRuntime;
  readonly #context: QuickJSContext;
  #end: QuickJSHandle | null = null;
  #broken: VmTrouble | null = null;

  constructor(module: QuickJSWASMModule, memory: WasmMemory, options: VmOptions) {
    this.#options = options;
    this.#memory = memory;
    this.#runtime = module.newRuntime();
    this.#runtime.setMaxStackSize(options.stackBytes);
    this.#runtime.setInterruptHandler(options.shouldStop);
    this.#context = this.#runtime.newContext();
    const trouble = this.#boot();
    if (trouble !== null) throw new Error(`the machine did not start: ${trouble.detail}`);
  }

  get memoryFull(): boolean {
    // It grows in steps, and stops where the next one would be too large.
    return this.#memory.buffer.byteLength >= this.#options.memoryBytes * nearlyFull;
  }

  evaluate(source: string, filename: string, kind: SourceKind): VmTrouble | null {
    return this.#guarded(() => {
      const flags = kind === "module" ? 1 : asyncScript;
      const result = this.#context.evalCode(source, filename, flags);
      if (result.error !== undefined) {
        const full = this.memoryFull && this.#context.typeof(result.error) === "object";
        if (this.#options.shouldStop() || (full && this.#context.dump(result.error) === null)) {
          throw this.#thrown(result.error);
        }
        this.#tell("thrown", result.error);
        result.error.dispose();
      } else {
        this.#tell("evaluated", result.value);
        result.value.dispose();
      }
    });
  }

  send(event: string, text: string): VmTrouble | null {
    return this.#guarded(() => {
      const handle = this.#context.newString(text);
      this.#tell(event, handle);
      handle.dispose();
    });
  }

  runJobs(): VmTrouble | null {
    return this.#guarded(() => {
      const result = this.#runtime.executePendingJobs();
      if (result.error !== undefined) throw this.#thrown(result.error);
    });
  }

  dispose(): void {
    // The module and its memory belong to this machine alone and go with it. Its own disposal aborts where the code left
    // the heap in disorder, and frees nothing that would stay.
    this.#end = null;
    this.#broken ??= { kind: "crash", detail: "it was disposed of" };
  }

  #boot(): VmTrouble | null {
    return this.#guarded(() => {
      const host = this.#context.newFunction("host", (operation, text) =>
        this.#asked(operation, text),
      );
      const boot = this.#valueOf(this.#context.evalCode(this.#options.boot, "<sandbox>"));
      this.#end = this.#valueOf(this.#context.callFunction(boot, this.#context.undefined, host));
      boot.dispose();
      host.dispose();
    });
  }

  #asked(operation: QuickJSHandle | undefined, text: QuickJSHandle | undefined): QuickJSHandle {
    const context = this.#context;
    if (operation === undefined || text === undefined) return context.undefined;
    if (context.typeof(operation) !== "string" || context.typeof(text) !== "string") {
      return context.undefined;
    }
    const length = context.getProp(text, "length").consume((handle) => context.getNumber(handle));
    if (!(length <= this.#options.textChars)) return context.undefined;
    const answer = this.#options.host(context.getString(operation), context.getString(text));
    return answer === undefined ? context.undefined : context.newString(answer);
  }

  #tell(event: string, value: QuickJSHandle): void {
    if (this.#end === null) return;
    const name = this.#context.newString(event);
    const result = this.#context.callFunction(this.#end, this.#context.undefined, name, value);
    name.dispose();
    this.#valueOf(result).dispose();
  }

  #valueOf(result: ReturnType<QuickJSContext["callFunction"]>): QuickJSHandle {
    if (result.error !== undefined) throw this.#thrown(result.error);
    return result.value;
  }

  #thrown(handle: QuickJSHandle): Thrown {
    const dumped: unknown = this.#context.dump(handle);
    handle.dispose();
    const failure = new Thrown(
      typeof dumped === "object" && dumped !== null && "message" in dumped
        ? String(dumped.message)
        : String(dumped),
    );
    failure.name =
      typeof dumped === "object" && dumped !== null && "name" in dumped
        ? String(dumped.name)
        : "Error";
    return failure;
  }

  #guarded(action: () => void): VmTrouble | null {
    if (this.#broken !== null) return this.#broken;
    try {
      action();
      return null;
    } catch (error) {
      const failure = error instanceof Error ? error : new Error(String(error));
      this.#broken = troubleOf(failure, this.#options, this.memoryFull);
      return this.#broken;
    }
  }
}

/** @returns the engine `quickjs-emscripten`: QuickJS-NG by Emscripten, one instance of the module for each machine */
export async function loadQuickjsEmscripten(): Promise<Engine> {
  const { newQuickJSWASMModuleFromVariant, newVariant } = await import("quickjs-emscripten-core");
  const loaded = await import("@jitl/quickjs-ng-wasmfile-release-sync");
  // The package's types are those of its CommonJS form, which has the variant one step deeper.
  const variant = loaded.default as unknown as QuickJSSyncVariant;
  const wasmUrl = import.meta.resolve("@jitl/quickjs-ng-wasmfile-release-sync/wasm");
  const wasmModule = await webAssembly.compile(await readFile(new URL(wasmUrl)));
  const spare = new Spare(async ({ memoryBytes }) => {
    const maximum = Math.floor(memoryBytes / pageBytes);
    if (maximum < initialPages) throw new Error("this engine needs 16 MB of memory or more");
    const memory = new webAssembly.Memory({ initial: initialPages, maximum });
    const bounded = newVariant(variant, { wasmModule, wasmMemory: memory });
    return { memory, module: await newQuickJSWASMModuleFromVariant(bounded) };
  });
  return {
    async createVm(options) {
      const { module, memory } = await spare.take(options);
      return new EmscriptenVm(module, memory, options);
    },
    prepare: (bounds) => spare.prepare(bounds),
  };
}
