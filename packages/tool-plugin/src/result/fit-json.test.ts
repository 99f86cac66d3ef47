import { expect, it } from "vitest";
import { fitJson } from "./fit-json.ts";

it("leaves alone what fits", () => {
  expect(fitJson({ a: [1] }, 100)).toEqual({ text: '{"a":[1]}', isCut: false });
});

it("keeps the form of what does not fit, and counts what is left out", () => {
  const value = {
    total: 500,
    items: Array.from({ length: 500 }, (_, id) => ({ id, text: "x".repeat(300) })),
  };
  const { text, isCut } = fitJson(value, 5_000);
  expect(isCut).toBe(true);
  expect(text.length).toBeLessThanOrEqual(5_000);
  const kept = JSON.parse(text);
  expect(kept.total).toBe(500);
  expect(kept.items.at(-1)).toMatch(/^\(\d+ more items\)$/);
  expect(kept.items[0]).toMatchObject({ id: 0 });
});

it("cuts whatever stays too long", () => {
  const wide = Object.fromEntries(Array.from({ length: 999 }, (_, i) => ["k".repeat(900) + i, i]));
  expect(fitJson(wide, 1_000)).toMatchObject({
    isCut: true,
    text: expect.stringMatching(/^.{1000}$/),
  });
});
