import { createHash } from "node:crypto";
import { loadPyodide } from "pyodide";
import { describe, expect, test } from "vitest";
import type { ImportTable } from "./emscripten.ts";
import { linkingImports, openImports, refusedImports } from "./import-rules.ts";
import { guardImports } from "./import-seal.ts";

type LoadOptions = NonNullable<Parameters<typeof loadPyodide>[0]>;

/** The functions that the installed Pyodide lets WebAssembly call. */
async function importTable(): Promise<ImportTable> {
  const source = new URL("pyodide.asm.mjs", import.meta.resolve("pyodide"));
  const { default: create } = (await import(source.href)) as {
    readonly default: (settings: object) => unknown;
  };
  const found = Promise.withResolvers<ImportTable>();
  const createPyodideModule = (settings: object): unknown =>
    create({
      ...settings,
      instantiateWasm: ({ env = {} }: Record<string, ImportTable>) => {
        found.resolve(env);
        // It need not start.
        return {};
      },
    });
  void loadPyodide({
    createPyodideModule: createPyodideModule as NonNullable<LoadOptions["createPyodideModule"]>,
  });
  return found.promise;
}

describe("the rules of the import table", async () => {
  const table = await importTable();
  const names = Object.keys(table);

  test("name functions that the installed Pyodide has", () => {
    const ruled = [...openImports, ...refusedImports.keys(), ...linkingImports];
    expect(ruled.filter((name) => typeof table[name] !== "function")).toEqual([]);
    expect([...openImports].filter((name) => refusedImports.has(name))).toEqual([]);
  });

  // With another Pyodide this fails: look at every name that is new before the numbers are changed. A function that is not
  // ruled ends the session, but one that took the name of an open one would be open.
  test("were made for exactly its functions", () => {
    const hash = createHash("sha256").update(names.toSorted().join("\n")).digest("hex");
    expect([names.length, hash]).toEqual([
      1370,
      "0e8342e475e708cd46a47c9a98406ff4e0bae5c0b909b36dd985d44a0de6565c",
    ]);
  });

  test("leave no other function as it was", () => {
    const before = { ...table };
    guardImports(table, {
      violated: (name) => {
        throw new Error(name);
      },
      linking: () => false,
    });
    const untouched = names.filter((name) => table[name] === before[name]);
    expect(untouched.toSorted()).toEqual([...openImports].toSorted());
  });
});
