import type { Run, StorageWrite } from "@inhouse/contracts";
import type { Scope } from "../scope/scope.ts";
import type { TypedRecord } from "../storage/tenant-storage.ts";
import { retrieveRun } from "./retrieve-run.ts";
import { applyRunChange } from "./run-machine.ts";
import { logInsert, runRecordWrite } from "./run-record-write.ts";
import { settleRun } from "./settle-run.ts";

/**
 * Asks a run to stop. Provider and tools are told at once, and what was written until then stays.
 *
 * @param scope - whose run
 * @param id - the run
 * @returns the run, `cancelling`; it is `cancelled` at once or a moment later, unless its work was finished first
 * @throws NotFoundError if there is none
 * @throws RunTransitionError if it has ended, or is being cancelled already
 */
export async function cancelRun(scope: Scope, id: string): Promise<Run> {
  const { storage } = scope;
  // A run whose time is up is expired by being looked at.
  await retrieveRun(scope, id);
  const record = await storage.transact(async () => {
    const stored = await storage.read("run", id);
    const { record: next, writes } = requestCancel(scope, stored);
    await storage.commit(writes);
    return next;
  });
  await carryOutCancel(scope, record);
  return record.value.run;
}

/** A run as it is when it is to be cancelled. */
export interface CancelRequest {
  readonly record: TypedRecord<"run">;
  readonly writes: readonly StorageWrite[];
}

/**
 * @param scope - whose run
 * @param stored - the run
 * @returns the writes that ask it to stop
 * @throws RunTransitionError if it has ended, or is being cancelled already
 */
export function requestCancel(scope: Scope, stored: TypedRecord<"run">): CancelRequest {
  const { storage, clock } = scope;
  const value = applyRunChange(stored.value, { transition: "cancel_requested" }, clock.now());
  if (value.cancelUntold) {
    const record = runRecordWrite(stored, value);
    return { record, writes: [{ type: "update", record }] };
  }
  const lastSequence = value.lastSequence + 1;
  const record = runRecordWrite(stored, { ...value, lastSequence });
  const event = { type: "thread.run.cancelling", data: value.run } as const;
  const log = logInsert(storage, record, lastSequence, [event]);
  return { record, writes: [{ type: "update", record }, log] };
}

/** Brings a request that is written to whoever carries it out. */
export async function carryOutCancel(scope: Scope, record: TypedRecord<"run">): Promise<void> {
  const { id, parent, dueAt } = record;
  scope.noticeDue(dueAt);
  scope.signals.notify(id);
  // A failure to look is no failure to cancel: the owner finds out with its next commit.
  await scope.liveRuns
    .find(scope.tenant, id)
    ?.refresh()
    .catch(() => undefined);
  await settleRun(scope, id);
  await scope.dispatcher.ring({ tenant: scope.tenant, threadId: parent });
}
