import type { Storage, StorageWrite } from "@inhouse/contracts";
import { memoryStorage } from "@inhouse/storage-memory";
import { concurrentThreads } from "./concurrent-turns.ts";
import { openBench } from "./open-bench.ts";
import { plainModel } from "./plain-model.ts";

/** What one commit writes, of the one tenant of the bench. */
export type RecordedCommit = readonly StorageWrite[];

/** The commits of real turns: for each thread in order, and all of them in the order in which they came. */
export interface RecordedCommits {
  readonly all: readonly RecordedCommit[];
  readonly byThread: readonly (readonly RecordedCommit[])[];
}

/** @returns what a runtime commits while a hundred threads take so many turns each, the threads' creation included */
export async function recordCommits(turnsOfEach: number): Promise<RecordedCommits> {
  const all: RecordedCommit[] = [];
  const inner = memoryStorage();
  const recording: Storage = {
    ...inner,
    async commit(tenant, writes) {
      await inner.commit(tenant, writes);
      all.push(writes);
    },
  };
  await using bench = await openBench(plainModel("at_once"), recording);
  await Promise.all(Array.from({ length: concurrentThreads }, () => bench.newThread(turnsOfEach)));
  const byThread = new Map<string, RecordedCommit[]>();
  for (const commit of all) {
    const [first] = commit;
    const partition = first !== undefined && "record" in first ? first.record.partition : "";
    byThread.set(partition, [...(byThread.get(partition) ?? []), commit]);
  }
  return { all, byThread: [...byThread.values()] };
}
