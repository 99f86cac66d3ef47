import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { boundMemory } from "./bound-memory.ts";
import { loadQuickjsWasi } from "./quickjs-wasi.ts";
import type { WasmMemory, WasmModule } from "./web-assembly.ts";

const engine = readFileSync(new URL(import.meta.resolve("quickjs-wasi/quickjs.wasm")));
const unbounded = 18;
const pagesOfMegabyte = 16;

interface GrowingMemory extends WasmMemory {
  grow(pages: number): number;
}

interface WebAssemblyApi {
  compile: (bytes: Uint8Array) => Promise<WasmModule>;
  readonly Module: (new (
    bytes: Uint8Array,
  ) => WasmModule) & {
    imports(module: WasmModule): readonly { readonly module: string; readonly name: string }[];
  };
  readonly Instance: new (
    module: WasmModule,
    imports: object,
  ) => { readonly exports: { readonly memory: GrowingMemory } };
}

const webAssembly = Reflect.get(globalThis, "WebAssembly") as WebAssemblyApi;

/** The memory of an instance whose imports do nothing. */
function memoryOf(bytes: Uint8Array): GrowingMemory {
  const { Module, Instance } = webAssembly;
  const module = new Module(Uint8Array.from(bytes));
  const imports: Record<string, Record<string, () => number>> = {};
  for (const { module: from, name } of Module.imports(module)) {
    imports[from] = { ...imports[from], [name]: () => 0 };
  }
  return new Instance(module, imports).exports.memory;
}

test.each([unbounded, 127, 128, 1024, 65_536])(
  "a memory grows to %i pages and no further",
  (pages) => {
    const memory = memoryOf(boundMemory(engine, pages));
    expect(memory.grow(pages - unbounded)).toBe(unbounded);
    expect(() => memory.grow(1)).toThrow(RangeError);
  },
);

test("without the bound the engine's memory grows as far as WebAssembly lets it", () => {
  expect(memoryOf(engine).grow(20_000)).toBe(unbounded);
});

test("nothing else of the module is changed, and a module that cannot be bounded is refused", () => {
  const bounded = boundMemory(engine, 1024);
  expect(bounded.length).toBe(engine.length + 2);
  for (const [bytes, pages] of [
    [bounded, 1024],
    [engine, unbounded - 1],
    [engine.subarray(0, 8), 1024],
  ] as const) {
    expect(() => boundMemory(bytes, pages)).toThrow("one memory that can be bounded");
  }
  expect(() => boundMemory(engine.subarray(0, 9), 1024)).toThrow("damaged");
});

test("the machines of the engine are made of a bounded module, by the limit of each", async () => {
  const { compile } = webAssembly;
  const compiled: Uint8Array[] = [];
  webAssembly.compile = (bytes) => {
    compiled.push(bytes);
    return compile(bytes);
  };
  try {
    const { prepare } = await loadQuickjsWasi();
    for (const megabytes of [32, 64, 32]) {
      await prepare({ memoryBytes: megabytes * 1024 * 1024, stackBytes: 256 * 1024 });
    }
  } finally {
    webAssembly.compile = compile;
  }
  const bounds = compiled.map((bytes) => {
    const memory = memoryOf(bytes);
    let pages = unbounded;
    try {
      for (;;) pages = memory.grow(1) + 1;
    } catch {
      return pages / pagesOfMegabyte;
    }
  });
  // 32 MB and 64 MB, each with what lies beside the heap.
  expect(bounds).toEqual([36, 68]);
});
