import type { Scope } from "../scope/scope.ts";
import { executeRun } from "./execute-run.ts";
import { decideClaim } from "./run-machine.ts";

const neverAborts = new AbortController().signal;

/**
 * Ends a run that nobody executes and whose time is up, or that was to be cancelled. Nothing happens to any other run.
 *
 * @param scope - whose run
 * @param id - the run
 */
export async function settleRun(scope: Scope, id: string): Promise<void> {
  const run = await scope.storage.find("run", id);
  if (run === undefined) return;
  const decision = decideClaim(run.value, scope.clock.now());
  if (decision !== "expire" && decision !== "cancel") return;
  const thread = await scope.storage.find("thread", run.parent);
  if (thread !== undefined) await executeRun(scope, { decision, run, thread }, neverAborts);
}
