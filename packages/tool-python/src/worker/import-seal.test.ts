import { expect, test } from "vitest";
import { guardImports } from "./import-seal.ts";

const options = {
  violated(name: string): never {
    throw new Error(`violation: ${name}`);
  },
  linking: () => false,
};

const call = (table: Record<string, unknown>, name: string): unknown =>
  (table[name] as (value: number) => unknown)(20);

test("before it is closed every function works, and afterwards only the open ones do", () => {
  const double = (): object => Object.assign((n: number) => 2 * n, { sig: "ii" });
  const table: Record<string, unknown> = {
    clock_time_get: double(),
    __syscall_socket: double(),
    emscripten_run_script: double(),
    memory: {},
  };
  const seal = guardImports(table, options);
  expect(call(table, "emscripten_run_script")).toBe(40);
  expect(call(table, "__syscall_socket")).toBe(40);
  seal.close();
  expect(call(table, "clock_time_get")).toBe(40);
  expect(call(table, "__syscall_socket")).toBe(-63);
  expect(() => call(table, "emscripten_run_script")).toThrow("violation: emscripten_run_script");
  expect(table.emscripten_run_script).toHaveProperty("sig", "ii");
});

test("native modules are linked only while any may be", () => {
  let linking = false;
  const table: Record<string, unknown> = { _dlopen_js: (n: number) => 2 * n };
  guardImports(table, { ...options, linking: () => linking }).close();
  expect(call(table, "_dlopen_js")).toBe(0);
  linking = true;
  expect(call(table, "_dlopen_js")).toBe(40);
});

test("one function under two names stays one function", () => {
  const shared = (): number => 1;
  const table: Record<string, unknown> = { a: shared, b: shared };
  guardImports(table, options);
  expect(table.a).toBe(table.b);
  expect(table.a).not.toBe(shared);
});

test("it does not close over a function that came in later", () => {
  const table: Record<string, unknown> = {};
  const seal = guardImports(table, options);
  table.late = () => 1;
  expect(() => seal.close()).toThrow("'late'");
});
