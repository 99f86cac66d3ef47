import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encodeName } from "./encode-name.ts";

const texts = fc.oneof(
  fc.string({ unit: "binary", maxLength: 300 }),
  fc.string({ unit: fc.constantFrom("a", "A", "+", "%", "~", ".", "/"), maxLength: 200 }),
);

describe("encodeName", () => {
  it("keeps ordinary ids readable", () => {
    expect(encodeName("thread_ab12Cd")).toBe("thread_ab12+cd");
    expect(encodeName("default")).toBe("default");
  });

  it("makes names that are safe on every file system", () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(encodeName(text)).toMatch(/^[a-z0-9_+%~-]{1,120}$/);
      }),
    );
  });

  it("makes different names of different texts", () => {
    fc.assert(
      fc.property(texts, texts, (left, right) => {
        expect(encodeName(left) === encodeName(right)).toBe(left === right);
      }),
    );
  });

  it("tells lone surrogates apart, in short and in long texts", () => {
    const filler = "x".repeat(200);
    expect(encodeName("\ud800")).not.toBe(encodeName("\ud801"));
    expect(encodeName(`${filler}\ud800`)).not.toBe(encodeName(`${filler}\ud801`));
  });

  it("avoids the names of devices", () => {
    expect(encodeName("con")).toBe("%0063on");
    expect(encodeName("COM1")).toBe("+c+o+m1");
  });
});
