import type { Run } from "@inhouse/contracts";
import type { Scope } from "../scope/scope.ts";
import { retrieveRun } from "./retrieve-run.ts";
import { applyRunChange } from "./run-machine.ts";
import { logInsert, runRecordWrite } from "./run-record-write.ts";
import { isTerminal } from "./run-status.ts";
import { settleRun } from "./settle-run.ts";

/** How a run is cancelled. */
export interface CancelRunOptions {
  /** Whether a run that has ended, or is being cancelled already, is left as it is instead of refused. */
  readonly tolerateEnd?: boolean;
}

/**
 * Asks a run to stop. Provider and tools are told at once, and what was written until then stays.
 *
 * @param scope - whose run
 * @param id - the run
 * @param options - what to do with a run that cannot be cancelled any more
 * @returns the run, `cancelling`; it is `cancelled` at once or a moment later, unless its work was finished first
 * @throws NotFoundError if there is none
 * @throws RunTransitionError if it has ended, or is being cancelled already
 */
export async function cancelRun(
  scope: Scope,
  id: string,
  options: CancelRunOptions = {},
): Promise<Run> {
  const { storage } = scope;
  // A run whose time is up is expired by being looked at.
  await retrieveRun(scope, id);
  const record = await storage.transact(async () => {
    const stored = await storage.read("run", id);
    const { status } = stored.value.run;
    if (options.tolerateEnd === true && (isTerminal(status) || status === "cancelling")) {
      return stored;
    }
    const value = applyRunChange(
      stored.value,
      { transition: "cancel_requested" },
      scope.clock.now(),
    );
    if (value.cancelUntold) {
      const next = runRecordWrite(stored, value);
      await storage.commit([{ type: "update", record: next }]);
      return next;
    }
    const lastSequence = value.lastSequence + 1;
    const next = runRecordWrite(stored, { ...value, lastSequence });
    const event = { type: "thread.run.cancelling", data: value.run } as const;
    const log = logInsert(storage, next, lastSequence, [event]);
    await storage.commit([{ type: "update", record: next }, log]);
    return next;
  });
  scope.noticeDue(record.dueAt);
  scope.signals.notify(id);
  // A failure to look is no failure to cancel: the owner finds out with its next commit.
  await scope.liveRuns
    .find(scope.tenant, id)
    ?.refresh()
    .catch(() => undefined);
  await settleRun(scope, id);
  await scope.dispatcher.ring({ tenant: scope.tenant, threadId: record.parent });
  return record.value.run;
}
