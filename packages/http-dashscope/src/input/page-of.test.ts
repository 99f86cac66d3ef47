import { expect, test } from "vitest";
import { pageOf } from "./page-of.ts";

const items = ["a", "b", "c", "d"].map((id) => ({ id }));

test.each([
  [{}, "dcba", false],
  [{ order: "asc" }, "abcd", false],
  [{ limit: 2 }, "dc", true],
  [{ limit: 2, after: "c" }, "ba", false],
  [{ limit: 1, after: "c" }, "b", true],
  [{ order: "asc", limit: 2, before: "d" }, "bc", true],
  [{ order: "asc", before: "c" }, "ab", false],
] as const)("%j is %s", (options, ids, hasMore) => {
  const page = pageOf(items, options);
  expect([page.data.map((item) => item.id).join(""), page.hasMore]).toEqual([ids, hasMore]);
  expect([page.firstId, page.lastId]).toEqual([ids[0], ids.at(-1)]);
});

test("a list of nothing has no ends", () => {
  expect(pageOf([], {})).toEqual({ data: [], firstId: null, lastId: null, hasMore: false });
});
