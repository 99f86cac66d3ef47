import type { Storage } from "@inhouse/contracts";
import { StorageConflictError, StorageError } from "@inhouse/contracts";
import { describeCommit } from "../crash/child/describe-commit.ts";
import type { Sleeper } from "./scheduler.ts";
import type { SimWorld } from "./sim-world.ts";

/** How long a slow call takes at most, in milliseconds. */
const slowMs = 4_000;

/**
 * A process's connection to the storage that all share. Each call waits for the scheduler on its way there, and a commit on
 * its way back as well; some fail, and of some that fail everything was written.
 *
 * @param world - where
 * @param sleeper - whose
 */
export function simConnection(world: SimWorld, sleeper: Sleeper): Storage {
  const { scheduler, random, plan, storage: shared, record } = world;
  const process = sleeper.name;
  const storage = world.mutant?.storage?.(shared, { world, sleeper }) ?? shared;
  let commits = 0;
  const delay = (): number =>
    !world.isHealed && random.chance(plan.slowCalls) ? random.below(slowMs) : 0;
  const fault = (rate: number): boolean => {
    if (world.isHealed || !random.chance(rate)) return false;
    world.faults++;
    return true;
  };
  const read = async <Result>(label: string, work: () => Promise<Result>): Promise<Result> => {
    await scheduler.pass(sleeper, label, delay());
    if (fault(plan.readFaults)) throw new StorageError("The connection broke.", "no");
    return work();
  };
  return {
    capabilities: { shared: true, durable: true },
    blobs: {
      async put(key, bytes) {
        await scheduler.pass(sleeper, `put ${key}`, delay());
        record({ type: "blob", phase: "put", process, key });
        await storage.blobs.put(key, bytes);
      },
      get: (key) => read(`bytes ${key}`, () => storage.blobs.get(key)),
      async delete(key) {
        await scheduler.pass(sleeper, `delete ${key}`, delay());
        record({ type: "blob", phase: "delete", process, key });
        await storage.blobs.delete(key);
      },
    },
    get: (tenant, kind, id) => read(`get ${kind}`, () => storage.get(tenant, kind, id)),
    list: (query) => read(`list ${query.kind}`, () => storage.list(query)),
    due: (query) => read("due", () => storage.due(query)),
    measure: (tenant) => read("measure", () => storage.measure(tenant)),
    async commit(tenant, writes) {
      const entry = {
        type: "commit",
        process,
        number: ++commits,
        ...describeCommit(writes),
      } as const;
      record({ ...entry, phase: "begin" });
      await scheduler.pass(sleeper, `commit ${entry.shape}`, delay());
      const fate = fault(plan.commitFaults)
        ? random.pick(["lost", "doubtful", "written", "conflict"] as const)
        : "fine";
      if (fate !== "fine") scheduler.trace(`${process} ${fate}`);
      try {
        if (fate === "conflict") throw new StorageConflictError("run", "somebody's");
        if (fate === "lost") throw new StorageError("The disk is full.", "no");
        if (fate === "doubtful") throw new StorageError("The connection broke.", "unknown");
        await storage.commit(tenant, writes);
      } catch (error) {
        record({ ...entry, phase: "error" });
        throw error;
      }
      record({ ...entry, phase: "ok" });
      for (const { id, threadId, status } of entry.runs) world.runs.set(id, { threadId, status });
      for (const write of writes) {
        if (write.type === "delete_partition") forgetThread(world, write.partition);
      }
      for (const [other, listener] of world.listeners) {
        if (other !== sleeper && !fault(plan.commitFaults)) tell(world, other, listener);
      }
      await scheduler.pass(sleeper, "committed", delay());
      if (fate === "written") throw new StorageError("The connection broke.", "unknown");
    },
    ...(plan.isWatched
      ? {
          watch(listener) {
            world.listeners.set(sleeper, () => listener({ tenant: null, partition: null }));
            return () => void world.listeners.delete(sleeper);
          },
        }
      : {}),
    ...(plan.hasClock ? { now: () => read("now", async () => scheduler.now) } : {}),
    async close() {},
  };
}

function forgetThread({ runs }: SimWorld, threadId: string): void {
  for (const [id, run] of runs) if (run.threadId === threadId) runs.delete(id);
}

function tell({ scheduler }: SimWorld, sleeper: Sleeper, listener: () => void): void {
  void scheduler.pass(sleeper, "change").then(listener);
}
