import { readFile } from "node:fs/promises";
import { QuickJS } from "quickjs-wasi";

type Wasm = Parameters<typeof QuickJS.create>[0];

/** The bare engine in this thread, as the sandbox has it in its worker. */
export interface RawQuickjs {
  /**
   * Makes a machine, evaluates in it, and lets go of it.
   *
   * @param code - a script
   */
  evaluate(code: string): Promise<void>;
}

/** @returns the engine, compiled */
export async function openRawQuickjs(): Promise<RawQuickjs> {
  const bytes = await readFile(new URL(import.meta.resolve("quickjs-wasi/quickjs.wasm")));
  const compile = Reflect.get(Reflect.get(globalThis, "WebAssembly") as object, "compile") as (
    bytes: Uint8Array,
  ) => Promise<Wasm>;
  const wasm = await compile(bytes);
  return {
    async evaluate(code) {
      const vm = await QuickJS.create({ wasm, memoryLimit: 64 * 1024 * 1024 } as Wasm);
      vm.evalCode(code).dispose();
      vm.dispose();
    },
  };
}
