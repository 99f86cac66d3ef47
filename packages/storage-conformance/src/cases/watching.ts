import assert from "node:assert/strict";
import type { Storage, StorageChange } from "@inhouse/contracts";
import { insert, messageOf, tenant, update } from "../samples.ts";
import type { StorageSharedCase } from "../storage-case.ts";

/** How long to wait, in milliseconds, until a change is made once more: the first ones may come before the watch. */
const patience = 20;

const day = 24 * 60 * 60 * 1000;

/** What storages tell of each other. */
export const watchingCases: readonly StorageSharedCase[] = [
  {
    name: "tells a watcher of another connection's commits",
    needs: "watch",
    async run(storage, other) {
      const heard: StorageChange[] = [];
      const end = watch(storage, (change) => heard.push(change));
      assert.deepEqual(heard, [], "the watcher was called before there was anything to tell");
      await commitUntil(other, "msg_1", () => heard.length > 0);
      end();
      for (const { tenant: whose, partition } of heard) {
        assert.ok(whose === null || whose === tenant, `a change of tenant ${whose}`);
        assert.ok(partition === null || partition === "thread_1", `a change of ${partition}`);
      }
    },
  },
  {
    name: "tells every watcher, but none whose watch has ended",
    needs: "watch",
    async run(storage, other) {
      const calls = [0, 0, 0];
      const ends = calls.map((_, index) =>
        watch(storage, () => {
          calls[index] = Number(calls[index]) + 1;
        }),
      );
      await commitUntil(other, "msg_1", () => calls.every((count) => count > 0));
      ends[0]?.();
      const [ended, ...before] = calls;
      const told = (): boolean => before.every((count, index) => Number(calls[index + 1]) > count);
      await commitUntil(other, "msg_2", told);
      assert.equal(calls[0], ended);
      for (const end of ends) end();
    },
  },
  {
    name: "tells one time to every connection, in epoch milliseconds",
    needs: "now",
    async run(storage, other) {
      let last = 0;
      for (const each of [storage, other, storage, other]) {
        const now = await each.now?.();
        assert.ok(now !== undefined && Number.isFinite(now), `the time is ${now}`);
        assert.ok(now >= last, `a clock stands ${last - now} ms behind another`);
        last = now;
      }
      assert.ok(Math.abs(last - Date.now()) < day, `the time is ${last}`);
    },
  },
];

function watch(storage: Storage, listener: (change: StorageChange) => void): () => void {
  assert.ok(storage.watch !== undefined);
  return storage.watch(listener);
}

/** Commits now and then until it was heard of. A test that waits for ever is ended by its framework. */
async function commitUntil(storage: Storage, id: string, isHeard: () => boolean): Promise<void> {
  let record = messageOf("thread_1", id);
  await storage.commit(tenant, [insert(record)]);
  while (!isHeard()) {
    await new Promise((resolve) => setTimeout(resolve, patience));
    const next = update(record);
    await storage.commit(tenant, [next]);
    record = next.record;
  }
}
