import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SortedArray } from "./sorted-array.ts";

const numbers = fc.uniqueArray(fc.integer(), { maxLength: 50 });

describe("SortedArray", () => {
  it("is in order whatever is added and removed", () => {
    fc.assert(
      fc.property(numbers, fc.nat(50), (values, removed) => {
        const sorted = new SortedArray<number>((left, right) => left - right);
        for (const value of values) sorted.add(value);
        for (const value of values.slice(0, removed)) sorted.remove(value);
        const expected = values.slice(removed).sort((left, right) => left - right);
        expect(sorted.slice(0, sorted.length)).toEqual(expected);
      }),
    );
  });

  it("finds where a condition begins to hold", () => {
    fc.assert(
      fc.property(numbers, fc.integer(), (values, border) => {
        const sorted = new SortedArray<number>((left, right) => left - right);
        for (const value of values) sorted.add(value);
        const index = sorted.firstIndex((value) => value >= border);
        expect(index).toBe(values.filter((value) => value < border).length);
      }),
    );
  });
});
