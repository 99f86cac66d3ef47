import type { Page } from "@inhouse/contracts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRuntime } from "../runtime/create-runtime.ts";
import { watchedStorage } from "../test-support/watched-storage.ts";
import { testRuntime } from "../test-support/world.ts";
import type { ListOptions } from "./list-options.ts";

interface Item {
  readonly id: string;
}

/** What a page must be, cut out of the whole list, oldest first. */
function slice(
  all: readonly string[],
  options: ListOptions,
): Pick<Page<Item>, "hasMore"> & {
  readonly ids: readonly string[];
} {
  const { limit = 20, order = "desc", after, before } = options;
  const ordered = order === "asc" ? all : all.toReversed();
  const from = after === undefined ? 0 : ordered.indexOf(after) + 1;
  const to = before === undefined ? ordered.length : ordered.indexOf(before);
  const range = ordered.slice(from, Math.max(from, to));
  const backwards = before !== undefined && after === undefined;
  const ids = backwards ? range.slice(-limit) : range.slice(0, limit);
  return { ids, hasMore: range.length > limit };
}

const frozenClock = { now: () => 1_700_000_000_000, setTimer: () => () => undefined };

describe("a list", () => {
  it("is cut into pages that are slices of it, whatever is asked for", async () => {
    const { inhouse } = testRuntime([], { clock: frozenClock });
    const thread = await inhouse.threads.create();
    const all: string[] = [];
    for (let count = 0; count < 7; count++) {
      all.push((await inhouse.messages.create(thread.id, { content: `${count}` })).id);
    }
    const cursor = fc.option(fc.constantFrom(...all), { nil: undefined });
    const options = fc.record({
      limit: fc.option(fc.integer({ min: 1, max: 9 }), { nil: undefined }),
      order: fc.constantFrom("asc" as const, "desc" as const, undefined),
      after: cursor,
      before: cursor,
    });
    await fc.assert(
      fc.asyncProperty(options, async (asked) => {
        const page = await inhouse.messages.list(thread.id, asked as ListOptions);
        const ids = page.data.map((message) => message.id);
        const { hasMore } = page;
        expect({ ids, hasMore }).toEqual(slice(all, asked as ListOptions));
        expect(page.firstId).toBe(ids[0] ?? null);
        expect(page.lastId).toBe(ids.at(-1) ?? null);
      }),
      { numRuns: 500 },
    );
  });

  it.each(["asc", "desc"] as const)(
    "is whole when it is walked page by page, %s",
    async (order) => {
      const { inhouse } = testRuntime([], { clock: frozenClock });
      const made: string[] = [];
      for (let count = 0; count < 6; count++) made.push((await inhouse.threads.create()).id);
      for (const limit of [1, 2, 3, 5, 6, 7]) {
        const walked: string[] = [];
        let page = await inhouse.threads.list({ limit, order });
        walked.push(...page.data.map(({ id }) => id));
        while (page.hasMore && page.lastId !== null) {
          page = await inhouse.threads.list({ limit, order, after: page.lastId });
          expect(page.data.length).toBeGreaterThan(0);
          walked.push(...page.data.map(({ id }) => id));
        }
        expect(walked).toEqual(order === "asc" ? made : made.toReversed());
      }
    },
  );

  it("keeps the order of objects that one process after another made in one millisecond", async () => {
    const storage = { ...watchedStorage(), close: async () => undefined };
    const made: string[] = [];
    for (let process = 0; process < 3; process++) {
      await using inhouse = createRuntime({ models: {}, storage, clock: frozenClock });
      for (let count = 0; count < 3; count++) made.push((await inhouse.threads.create()).id);
      const { data } = await inhouse.threads.list({ order: "asc" });
      const own = made.slice(-3);
      expect(data.map(({ id }) => id).filter((id) => own.includes(id))).toEqual(own);
    }
  });

  it("knows a message that was deleted no more as a cursor", async () => {
    const { inhouse } = testRuntime([]);
    const thread = await inhouse.threads.create({ messages: [{ content: "a" }, { content: "b" }] });
    const [newest] = (await inhouse.messages.list(thread.id)).data;
    await inhouse.messages.delete(newest?.id ?? "");
    await expect(inhouse.messages.list(thread.id, { after: newest?.id ?? "" })).rejects.toThrow(
      `'after' must be the id of something in this list, but it is '${newest?.id}'.`,
    );
  });
});
