import assert from "node:assert/strict";
import type { ListPosition, ListQuery, Storage } from "@inhouse/contracts";
import { idsOf, insert, messageOf, messagesOf, remove, tenant } from "../samples.ts";
import type { StorageCase } from "../storage-case.ts";

/** Limits and places: where a page begins and ends. */
export const pageCases: readonly StorageCase[] = [
  {
    name: "lists at most the limit, nearest to the start of the order",
    async run(storage) {
      await fill(storage, 5);
      assert.deepEqual(await places(storage, { limit: 2 }), [0, 1]);
      assert.deepEqual(await places(storage, { limit: 2, order: "desc" }), [4, 3]);
      assert.deepEqual(await places(storage, { limit: 1 }), [0]);
      assert.deepEqual(await places(storage, { limit: 5 }), [0, 1, 2, 3, 4]);
      assert.deepEqual(await places(storage, { limit: 6 }), [0, 1, 2, 3, 4]);
    },
  },
  {
    name: "begins right behind a place in both directions",
    async run(storage) {
      await fill(storage, 5);
      assert.deepEqual(await places(storage, { after: at(1) }), [2, 3, 4]);
      assert.deepEqual(await places(storage, { after: at(4) }), []);
      assert.deepEqual(await places(storage, { after: at(3), order: "desc" }), [2, 1, 0]);
      assert.deepEqual(await places(storage, { after: at(0), order: "desc" }), []);
    },
  },
  {
    name: "ends right before a place in both directions",
    async run(storage) {
      await fill(storage, 5);
      assert.deepEqual(await places(storage, { before: at(2) }), [0, 1]);
      assert.deepEqual(await places(storage, { before: at(0) }), []);
      assert.deepEqual(await places(storage, { before: at(2), order: "desc" }), [4, 3]);
      assert.deepEqual(await places(storage, { before: at(4), order: "desc" }), []);
    },
  },
  {
    name: "lists between two places",
    async run(storage) {
      await fill(storage, 7);
      const between = { after: at(1), before: at(5) };
      assert.deepEqual(await places(storage, between), [2, 3, 4]);
      assert.deepEqual(await places(storage, { ...between, limit: 2 }), [2, 3]);
      const downwards = { after: at(5), before: at(1), order: "desc" } as const;
      assert.deepEqual(await places(storage, downwards), [4, 3, 2]);
      assert.deepEqual(await places(storage, { after: at(5), before: at(1) }), []);
      assert.deepEqual(await places(storage, { after: at(3), before: at(3) }), []);
    },
  },
  {
    name: "takes the start of the order, not the end, when a page ends before a place",
    async run(storage) {
      await fill(storage, 6);
      assert.deepEqual(await places(storage, { before: at(4), limit: 2 }), [0, 1]);
      const downwards = { before: at(1), limit: 2, order: "desc" } as const;
      assert.deepEqual(await places(storage, downwards), [5, 4]);
    },
  },
  {
    name: "knows the place of a deleted record",
    async run(storage) {
      await fill(storage, 5);
      await storage.commit(tenant, [remove(messageOf("thread_1", at(2).id))]);
      assert.deepEqual(await places(storage, { after: at(2) }), [3, 4]);
      assert.deepEqual(await places(storage, { before: at(2) }), [0, 1]);
      assert.deepEqual(await places(storage, { after: at(2), order: "desc" }), [1, 0]);
    },
  },
  {
    name: "knows places that no record ever had",
    async run(storage) {
      await fill(storage, 3);
      assert.deepEqual(await places(storage, { after: { sequence: 1, id: "" } }), [1, 2]);
      const above = { after: { sequence: 2, id: "" }, order: "desc" } as const;
      assert.deepEqual(await places(storage, above), [1, 0]);
      assert.deepEqual(await places(storage, { after: { sequence: 1, id: "zzz" } }), [2]);
      assert.deepEqual(await places(storage, { after: { sequence: 99, id: "" } }), []);
    },
  },
  {
    name: "cuts exactly between records of one sequence",
    async run(storage) {
      const ids = ["a", "b", "c", "d"];
      const records = ids.map((id) => messageOf("thread_1", id, 7));
      await storage.commit(tenant, records.map(insert));
      const after = { sequence: 7, id: "b" };
      assert.deepEqual(idsOf(await storage.list(messagesOf({ after }))), ["c", "d"]);
      assert.deepEqual(idsOf(await storage.list(messagesOf({ before: after }))), ["a"]);
      const descending = messagesOf({ after, order: "desc" });
      assert.deepEqual(idsOf(await storage.list(descending)), ["a"]);
    },
  },
  {
    name: "cuts exactly among hundreds of records of which many share a sequence",
    async run(storage) {
      const records = Array.from({ length: 240 }, (_, index) =>
        messageOf("thread_1", `msg_${String(index).padStart(3, "0")}`, Math.floor(index / 5)),
      );
      await storage.commit(tenant, records.map(insert));
      for (let index = 0; index < records.length; index += 7) {
        const place = records[index] as ListPosition;
        const [before, behind] = [records.slice(0, index), records.slice(index + 1)];
        const pages: readonly (readonly [Partial<ListQuery>, readonly ListPosition[]])[] = [
          [{ after: place, limit: 9 }, behind.slice(0, 9)],
          [{ before: place }, before],
          [{ after: place, order: "desc", limit: 9 }, before.toReversed().slice(0, 9)],
          [{ before: place, order: "desc" }, behind.toReversed()],
        ];
        for (const [query, expected] of pages) {
          const listed = await storage.list(messagesOf(query));
          assert.deepEqual(
            idsOf(listed),
            expected.map(({ id }) => id),
          );
        }
      }
    },
  },
  {
    name: "pages through hundreds of records without gap or repeat",
    async run(storage) {
      await fill(storage, 301);
      for (const order of ["asc", "desc"] as const) {
        const seen: number[] = [];
        let after: ListPosition | undefined;
        for (let page = 0; page < 40; page++) {
          const query = messagesOf({ order, limit: 10, ...(after && { after }) });
          const records = await storage.list(query);
          const last = records.at(-1);
          if (last === undefined) break;
          seen.push(...records.map((record) => record.sequence));
          after = { sequence: last.sequence, id: last.id };
        }
        const expected = Array.from({ length: 301 }, (_, index) => index);
        assert.deepEqual(seen, order === "asc" ? expected : expected.toReversed());
      }
    },
  },
];

function at(sequence: number): ListPosition {
  return { sequence, id: `msg_${sequence}` };
}

async function fill(storage: Storage, count: number): Promise<void> {
  const records = Array.from({ length: count }, (_, index) =>
    messageOf("thread_1", at(index).id, index),
  );
  await storage.commit(tenant, records.map(insert));
}

async function places(storage: Storage, query: Partial<ListQuery>): Promise<number[]> {
  const records = await storage.list(messagesOf(query));
  return records.map((record) => record.sequence);
}
