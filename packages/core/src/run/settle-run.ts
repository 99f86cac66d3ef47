import { leaseTerms } from "../scope/lease-floor.ts";
import type { Scope } from "../scope/scope.ts";
import { loadExecutor } from "./load-executor.ts";
import { decideClaim } from "./run-machine.ts";

const neverAborts = new AbortController().signal;

/**
 * Ends a run that nobody executes and whose time is up, or that was to be cancelled. Nothing happens to any other run.
 *
 * @param scope - whose run
 * @param id - the run
 */
export async function settleRun(scope: Scope, id: string): Promise<void> {
  let before = 0;
  for (;;) {
    const run = await scope.storage.find("run", id);
    // A run that cannot be written stays as it is: the sweeper tries it again later.
    if (run === undefined || run.version === before) return;
    before = run.version;
    const decision = decideClaim(run.value, scope.clock.now(), leaseTerms(scope));
    if (decision !== "expire" && decision !== "cancel") return;
    const thread = await scope.storage.find("thread", run.parent);
    if (thread === undefined) return;
    const execute = await loadExecutor();
    await execute(scope, { decision, run, thread }, neverAborts);
  }
}
