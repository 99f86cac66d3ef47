import { expect, test } from "vitest";
import { nativeModule } from "../test-support/native-module.ts";
import { isTrampoline } from "./wasm-gate.ts";

const header = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
const section = (id: number, ...content: number[]): number[] => [id, content.length, ...content];
const types = section(1, 1, 0x60, 0, 0);
const imports = section(2, 1, 1, 0x65, 1, 0x66, 0, 0);
const exports = section(7, 1, 1, 0x66, 0, 0);
const trampoline = (...more: number[]): Uint8Array =>
  Uint8Array.from([...header, ...types, ...imports, ...exports, ...more]);

test("what only passes an imported function on is a trampoline", () => {
  expect(isTrampoline(trampoline())).toBe(true);
  // Emscripten writes the size of the types in two bytes.
  expect(
    isTrampoline(Uint8Array.from([...header, 1, 0x84, 0, 1, 0x60, 0, 0, ...imports, ...exports])),
  ).toBe(true);
});

test.each([
  ["code", trampoline(...section(3, 1, 0), ...section(10, 1, 2, 0, 0x0b))],
  ["a start function", trampoline(...section(8, 0))],
  ["a memory", trampoline(...section(5, 1, 0, 1))],
  ["data", trampoline(...section(11, 0))],
  ["elements", trampoline(...section(9, 0))],
  ["a section of an unknown kind", trampoline(0x81, 0)],
  ["a custom section", trampoline(...section(0, 1, 0x61))],
  ["a section that ends behind the module", trampoline(1, 9, 0)],
  ["a size that never ends", trampoline(1, 0x80, 0x80, 0x80)],
  ["more than 256 bytes", trampoline(1, 0x80, 2, ...Array<number>(256).fill(0))],
  ["a native module", nativeModule("native")],
])("a module with %s is none", (_title, bytes) => {
  expect(isTrampoline(bytes)).toBe(false);
});
