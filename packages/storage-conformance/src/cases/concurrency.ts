import assert from "node:assert/strict";
import type { Storage } from "@inhouse/contracts";
import { idsOf, insert, messageOf, messagesOf, sample, tenant, update } from "../samples.ts";
import type { StorageCase } from "../storage-case.ts";

/** Calls at the same time. */
export const concurrencyCases: readonly StorageCase[] = [
  {
    name: "lets exactly one of many racing updates win",
    async run(storage) {
      const record = sample("run", "run_1");
      await storage.commit(tenant, [insert(record)]);
      const racers = Array.from({ length: 8 }, (_, index) =>
        storage.commit(tenant, [update(record, { value: { winner: index } })]),
      );
      const winner = onlyWinner(await Promise.allSettled(racers));
      const stored = await storage.get(tenant, "run", "run_1");
      assert.deepEqual(stored?.value, { winner });
      assert.equal(stored?.version, 2);
    },
  },
  {
    name: "lets exactly one of many racing inserts win, and writes nothing of the others",
    async run(storage) {
      const racers = Array.from({ length: 8 }, (_, index) =>
        storage.commit(tenant, [
          insert(messageOf("thread_1", `msg_${index}`, index)),
          insert(sample("run", "run_1", { value: { winner: index } })),
        ]),
      );
      const winner = onlyWinner(await Promise.allSettled(racers));
      const stored = await storage.get(tenant, "run", "run_1");
      assert.deepEqual(stored?.value, { winner });
      assert.deepEqual(idsOf(await storage.list(messagesOf())), [`msg_${winner}`]);
    },
  },
  {
    name: "writes commits of different records at the same time",
    async run(storage) {
      const commits = Array.from({ length: 40 }, (_, index) =>
        storage.commit(tenant, [insert(messageOf(`thread_${index % 4}`, `msg_${index}`, index))]),
      );
      await Promise.all(commits);
      for (let thread = 0; thread < 4; thread++) {
        const listed = await storage.list(messagesOf({ parent: `thread_${thread}` }));
        const expected = Array.from({ length: 10 }, (_, index) => `msg_${index * 4 + thread}`);
        assert.deepEqual(idsOf(listed), expected);
      }
    },
  },
  {
    name: "shows a commit to every read that begins after it",
    async run(storage) {
      for (let index = 0; index < 20; index++) {
        await storage.commit(tenant, [insert(messageOf("thread_1", `msg_${index}`, index))]);
        assert.equal((await storage.list(messagesOf())).length, index + 1);
      }
    },
  },
  {
    name: "shows a commit to a list as a whole or not at all",
    async run(storage) {
      const pairs = 30;
      const writing = writePairs(storage, pairs);
      for (let read = 0; read < pairs; read++) {
        const listed = await storage.list(messagesOf());
        assert.equal(listed.length % 2, 0, "a list shows half of a commit");
        const versions = new Set(listed.map((record) => record.version));
        assert.ok(versions.size <= 1, "a list shows records of different commits");
      }
      await writing;
    },
  },
];

/** Adds two messages with each commit, and raises the version of all that were there before. */
async function writePairs(storage: Storage, pairs: number): Promise<void> {
  const written = [messageOf("thread_1", "msg_a", 0), messageOf("thread_1", "msg_b", 1)];
  await storage.commit(tenant, written.map(insert));
  for (let version = 1; version < pairs; version++) {
    const records = written.map((record) => ({ ...record, version }));
    await storage.commit(
      tenant,
      records.map((record) => update(record)),
    );
  }
}

function onlyWinner(results: readonly PromiseSettledResult<void>[]): number {
  const winners = results.flatMap((result, index) =>
    result.status === "fulfilled" ? [index] : [],
  );
  assert.equal(
    winners.length,
    1,
    `${winners.length} of ${results.length} racing commits succeeded`,
  );
  for (const result of results) {
    if (result.status === "rejected") assert.equal(result.reason?.code, "storage_conflict");
  }
  return winners[0] as number;
}
