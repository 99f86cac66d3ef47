import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { copyJson } from "./copy-json.ts";

describe("copyJson", () => {
  it("makes what JSON makes of any value", () => {
    const values = fc.object({
      withDate: true,
      withNullPrototype: true,
      withObjectString: true,
      values: [fc.anything(), fc.constant(undefined), fc.constant(Number.NaN)],
    });
    fc.assert(
      fc.property(values, (value) => {
        expect(copyJson(value)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it("keeps the key __proto__ as a key", () => {
    const value = JSON.parse('{"__proto__":{"polluted":true}}');
    const copied = copyJson(value);
    expect(JSON.stringify(copied)).toBe('{"__proto__":{"polluted":true}}');
    expect(Object.getPrototypeOf(copied)).toBe(Object.prototype);
  });

  it("freezes every level", () => {
    const copied = copyJson({ list: [{ deep: {} }] });
    expect(Object.isFrozen(copied)).toBe(true);
    expect(Object.isFrozen(copied.list)).toBe(true);
    expect(Object.isFrozen(copied.list[0]?.deep)).toBe(true);
  });

  it("uses a toJSON method as JSON does", () => {
    expect(copyJson({ at: new Date(0), own: { toJSON: () => 7 } })).toEqual({
      at: "1970-01-01T00:00:00.000Z",
      own: 7,
    });
  });

  it("knows neither -0 nor symbols, as JSON does not", () => {
    const copied = copyJson({ zero: -0, [Symbol("own")]: 1 });
    expect(Object.is(copied.zero, 0)).toBe(true);
    expect(Reflect.ownKeys(copied)).toEqual(["zero"]);
  });

  it("keeps a key toJSON that is no method", () => {
    expect(copyJson({ toJSON: "text" })).toEqual({ toJSON: "text" });
  });

  it("refuses what JSON has no form for", () => {
    const loop: Record<string, unknown> = {};
    loop.self = loop;
    expect(() => copyJson({ big: 1n })).toThrow(TypeError);
    expect(() => copyJson(loop)).toThrow();
  });
});
