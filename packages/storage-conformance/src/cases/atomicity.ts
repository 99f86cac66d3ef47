import assert from "node:assert/strict";
import type { Storage, StorageError, StorageWrite } from "@inhouse/contracts";
import { rejection } from "../expectations.ts";
import { readEverything } from "../read-everything.ts";
import { insert, messageOf, remove, sample, tenant, update } from "../samples.ts";
import type { StorageCase } from "../storage-case.ts";

const run = sample("run", "run_1", { dueAt: 5, keys: { status: "queued" } });
const log = sample("run_log", "run_1_1");
const file = sample("file", "file_1", { keys: { threadId: "thread_1" } });
const assistant = sample("assistant", "asst_1");
const gone = messageOf("thread_2", "msg_of_thread_2");
const stored = [run, log, file, assistant, gone];

/** One write of each type, and several of some, that all could be made. */
const good: readonly StorageWrite[] = [
  insert(messageOf("thread_1", "msg_1", 1)),
  update(run, { dueAt: 9, keys: { status: "completed" } }),
  { type: "delete_partition", partition: "thread_2" },
  remove(log),
  { type: "check", kind: "assistant", id: "asst_1", expectedVersion: 1 },
  insert(sample("run_log", "run_1_2", { sequence: 2 })),
  update(file, { value: { new: true } }),
];

const held = sample("step", "step_held", { sequence: 8 });
const next = { ...held, version: 2 };
const missing = sample("step", "step_missing");

const circular: { self?: object } = {};
circular.self = circular;

/** All or nothing, wherever in a batch the write stands that cannot be made. */
export const atomicityCases: readonly StorageCase[] = [
  conflicting("an insert fails", [insert(held)]),
  conflicting("an update fails", [update(next), update(missing)]),
  conflicting("a deletion fails", [remove(next), remove(missing)]),
  conflicting("a check fails", [
    { type: "check", kind: "step", id: held.id, expectedVersion: 2 },
    { type: "check", kind: "step", id: held.id, expectedVersion: 0 },
    { type: "check", kind: "step", id: missing.id, expectedVersion: 1 },
  ]),
  {
    name: "writes nothing of a batch in which a value has no form in JSON, wherever it stands",
    async run(storage) {
      const values = [circular, { number: 10n }];
      const writes = values.flatMap((value) => [
        insert({ ...missing, value }),
        update(held, { value }),
      ]);
      await assertNothing(storage, writes, async (commit) => {
        const error = await rejection(commit, "storage");
        assert.equal((error as StorageError).committed, "no");
      });
    },
  },
];

function conflicting(what: string, writes: readonly StorageWrite[]): StorageCase {
  return {
    name: `writes nothing of a batch in which ${what}, wherever it stands`,
    run: (storage) =>
      assertNothing(storage, writes, (commit) => rejection(commit, "storage_conflict")),
  };
}

/** Puts each write at every place of a good batch, in turn. */
async function assertNothing(
  storage: Storage,
  writes: readonly StorageWrite[],
  assertRejected: (commit: Promise<void>) => Promise<unknown>,
): Promise<void> {
  await storage.commit(tenant, [...stored, held].map(insert));
  const threads = ["thread_1", "thread_2"];
  const before = await readEverything(storage, tenant, threads);
  for (const write of writes) {
    for (let place = 0; place <= good.length; place++) {
      await assertRejected(storage.commit(tenant, good.toSpliced(place, 0, write)));
      const after = await readEverything(storage, tenant, threads);
      assert.deepEqual(after, before, `with a failing ${write.type} at place ${place}`);
    }
  }
  await storage.commit(tenant, good);
}
