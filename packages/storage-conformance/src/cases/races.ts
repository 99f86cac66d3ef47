import assert from "node:assert/strict";
import type { Storage, StorageWrite } from "@inhouse/contracts";
import { assertStored } from "../expectations.ts";
import { idsOf, insert, messageOf, messagesOf, sample, tenant, update } from "../samples.ts";
import type { StorageSharedCase } from "../storage-case.ts";

/** A race can be won by luck. */
const rounds = 8;

/** Two connections at the same time. */
export const raceCases: readonly StorageSharedCase[] = [
  {
    name: "opens while another connection opens",
    async run(storage, other) {
      const records = [1, 2, 3, 4].map((index) => sample("file", `file_${index}`));
      const commits = records.map((record, index) =>
        (index % 2 === 0 ? storage : other).commit(tenant, [insert(record)]),
      );
      await Promise.all(commits);
      for (const record of records) await assertStored(other, record);
    },
  },
  race("lets one of two connections win an update", async (round, storage, other) => {
    const record = sample("run", `run_${round}`);
    await storage.commit(tenant, [insert(record)]);
    const winner = await raceOf(storage, other, (by) => [update(record, { value: { by } })]);
    const stored = await other.get(tenant, "run", record.id);
    assert.deepEqual([stored?.version, stored?.value], [2, { by: winner }]);
  }),
  race(
    "lets one of two connections win an insert, and writes nothing of the other's",
    async (round, storage, other) => {
      const thread = `thread_${round}`;
      const winner = await raceOf(storage, other, (by) => [
        insert(messageOf(thread, `${thread}_${by}`)),
        insert(sample("file", `file_${round}`, { value: { by } })),
      ]);
      const listed = await storage.list(messagesOf({ parent: thread }));
      assert.deepEqual(idsOf(listed), [`${thread}_${winner}`]);
      const file = await storage.get(tenant, "file", `file_${round}`);
      assert.deepEqual(file?.value, { by: winner });
    },
  ),
  race(
    "lets one of two connections win that write the same records in different order",
    async (round, storage, other) => {
      const records = ["a", "b", "c"].map((name) => sample("run", `${name}_${round}`));
      await storage.commit(tenant, records.map(insert));
      const winner = await raceOf(storage, other, (by) => {
        const writes = records.map((record) => update(record, { value: { by } }));
        return by === 0 ? writes : writes.reverse();
      });
      for (const { id } of records) {
        const stored = await other.get(tenant, "run", id);
        assert.deepEqual([stored?.version, stored?.value], [2, { by: winner }]);
      }
    },
  ),
  race(
    "lets one of two connections win of which each checks what the other writes",
    async (round, storage, other) => {
      const [left, right] = ["left", "right"].map((name) => sample("run", `${name}_${round}`));
      assert.ok(left && right);
      await storage.commit(tenant, [insert(left), insert(right)]);
      await raceOf(storage, other, (by) => {
        const [checked, written] = by === 0 ? [left, right] : [right, left];
        const { kind, id } = checked;
        return [{ type: "check", kind, id, expectedVersion: 1 }, update(written)];
      });
    },
  ),
  race(
    "lets no record slip into a thread that another connection deletes",
    async (round, storage, other) => {
      const id = `thread_${round}`;
      await storage.commit(tenant, [insert(sample("thread", id))]);
      const [, deleted] = await Promise.allSettled([
        storage.commit(tenant, [
          { type: "check", kind: "thread", id, expectedVersion: 1 },
          insert(messageOf(id, `msg_${round}`)),
        ]),
        other.commit(tenant, [{ type: "delete_partition", partition: id }]),
      ]);
      assert.equal(deleted.status, "fulfilled");
      for (const each of [storage, other]) {
        assert.equal(await each.get(tenant, "thread", id), undefined);
        assert.deepEqual(await each.list(messagesOf({ parent: id })), []);
      }
    },
  ),
  {
    name: "shows another connection a commit as a whole or not at all",
    async run(storage, other) {
      let records = [0, 1, 2].map((index) => messageOf("thread_1", `msg_${index}`, index));
      await storage.commit(tenant, records.map(insert));
      let writing = true;
      const writer = (async () => {
        for (let version = 2; version <= 30; version++) {
          const writes = records.map((record) => update(record));
          await storage.commit(tenant, writes);
          records = writes.map(({ record }) => record);
        }
      })().finally(() => {
        writing = false;
      });
      do {
        const versions = (await other.list(messagesOf())).map(({ version }) => version);
        assert.equal(new Set(versions).size, 1, `records of several commits: ${versions}`);
        // A storage that reads without a wait would never let the writer go on.
        await new Promise((resolve) => setTimeout(resolve));
      } while (writing);
      await writer;
      assert.deepEqual(await other.list(messagesOf()), records);
    },
  },
];

function race(
  name: string,
  run: (round: number, storage: Storage, other: Storage) => Promise<void>,
): StorageSharedCase {
  return {
    name,
    async run(storage, other) {
      for (let round = 0; round < rounds; round++) await run(round, storage, other);
    },
  };
}

/** @returns which connection won; the other must have met a conflict */
async function raceOf(
  storage: Storage,
  other: Storage,
  writesOf: (connection: number) => readonly StorageWrite[],
): Promise<number> {
  const results = await Promise.allSettled(
    [storage, other].map((each, connection) => each.commit(tenant, writesOf(connection))),
  );
  const winners = [0, 1].filter((connection) => results[connection]?.status === "fulfilled");
  for (const result of results) {
    if (result.status === "rejected") assert.equal(result.reason?.code, "storage_conflict");
  }
  assert.equal(winners.length, 1, `${winners.length} of two connections won`);
  return winners[0] as number;
}
