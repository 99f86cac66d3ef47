import type { Storage, StorageRecord } from "@inhouse/contracts";
import { insert, log, message, run, step, tenant, update } from "./records.ts";

/**
 * Commits a turn as the runtime does: the user's message with its run, and then the answer.
 *
 * @returns the thread in its newest version
 */
export async function turn(
  storage: Storage,
  thread: StorageRecord,
  sequence: number,
): Promise<StorageRecord> {
  const asked = update(thread);
  const created = run(thread.id, sequence + 1, { dueAt: 1000 });
  await storage.commit(tenant, [
    asked,
    insert(message(thread.id, sequence)),
    insert(created),
    insert(log(created, 0)),
  ]);
  const answered = update(asked.record);
  const keys = { runId: created.id };
  await storage.commit(tenant, [
    answered,
    insert(message(thread.id, sequence + 2, { keys })),
    insert(step(thread.id, sequence + 3, { keys })),
    update(created, { dueAt: null, keys: { status: "completed" } }),
    insert(log(created, 1)),
  ]);
  return answered.record;
}

/** Fills a thread with messages in some places, and a record of each other kind of it beside each. */
export async function fill(
  storage: Storage,
  thread: StorageRecord,
  from: number,
  to: number,
): Promise<void> {
  const perCommit = 250;
  for (let first = from; first < to; first += perCommit) {
    const places = Array.from({ length: Math.min(perCommit, to - first) }, (_, at) => first + at);
    const records = places.flatMap((at) => {
      const dueAt = at % 100 === 0 ? at : null;
      const one = run(thread.id, at, { id: `old_run_${at}`, dueAt });
      return [message(thread.id, at), step(thread.id, at), one, log(one, 0)];
    });
    await storage.commit(tenant, records.map(insert));
  }
}
