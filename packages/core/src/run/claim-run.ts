import type { StorageWrite } from "@inhouse/contracts";
import { leaseTerms } from "../scope/lease-floor.ts";
import type { Scope } from "../scope/scope.ts";
import type { ThreadRecord } from "../storage/record-values.ts";
import type { TypedRecord } from "../storage/tenant-storage.ts";
import { changed } from "../storage/tenant-storage.ts";
import type { ClaimDecision } from "./run-machine.ts";
import { decideClaim } from "./run-machine.ts";
import { withoutRun } from "./thread-turns.ts";

/** A run that this process may take up, unless somebody else is faster. */
export interface ClaimableRun {
  readonly decision: Exclude<ClaimDecision, "leave">;
  readonly run: TypedRecord<"run">;
  readonly thread: TypedRecord<"thread">;
}

/**
 * @param scope - whose thread
 * @param threadId - the thread
 * @returns the run of the thread that has to be worked on; undefined: there is none, or somebody works on it
 */
export function findClaimableRun(
  scope: Scope,
  threadId: string,
): Promise<ClaimableRun | undefined> {
  const { storage } = scope;
  return storage.transact(async () => {
    for (;;) {
      const thread = await storage.find("thread", threadId);
      const runId = thread?.value.activeRunId ?? null;
      if (thread === undefined || runId === null) return undefined;
      const run = await storage.find("run", runId);
      if (run === undefined) {
        // A run can only vanish with its thread; a pointer to nothing must not block the thread for ever.
        await storage.commit([threadUpdate(thread, withoutRun(thread.value, runId))]);
        continue;
      }
      const decision = decideClaim(run.value, scope.clock.now(), leaseTerms(scope));
      return decision === "leave" ? undefined : { decision, run, thread };
    }
  });
}

function threadUpdate(thread: TypedRecord<"thread">, value: ThreadRecord): StorageWrite {
  return { type: "update", record: changed(thread, { value }) };
}
