import { expect, test } from "vitest";
import { guardImports } from "./import-seal.ts";

function refuse(name: string): never {
  throw new Error(`violation: ${name}`);
}

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
  const seal = guardImports(table, refuse);
  expect(call(table, "emscripten_run_script")).toBe(40);
  expect(call(table, "__syscall_socket")).toBe(40);
  seal.close();
  expect(call(table, "clock_time_get")).toBe(40);
  expect(call(table, "__syscall_socket")).toBe(-63);
  expect(() => call(table, "emscripten_run_script")).toThrow("violation: emscripten_run_script");
  expect(table.emscripten_run_script).toHaveProperty("sig", "ii");
});

test("one function under two names stays one function", () => {
  const shared = (): number => 1;
  const table: Record<string, unknown> = { a: shared, b: shared };
  guardImports(table, refuse);
  expect(table.a).toBe(table.b);
  expect(table.a).not.toBe(shared);
});

test("it does not close over a function that came in later", () => {
  const table: Record<string, unknown> = {};
  const seal = guardImports(table, refuse);
  table.late = () => 1;
  expect(() => seal.close()).toThrow("'late'");
});
