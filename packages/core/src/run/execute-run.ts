import { InhouseError } from "@inhouse/contracts";
import type { Scope } from "../scope/scope.ts";
import type { TypedRecord } from "../storage/tenant-storage.ts";
import { adoptStep } from "./adopt-step.ts";
import type { AdoptedStep } from "./claim-commit.ts";
import { claimCommit } from "./claim-commit.ts";
import type { ClaimableRun } from "./claim-run.ts";
import { endRun, openStepRecord, transitionCommit } from "./end-run.ts";
import { LiveRun, RunLostError } from "./live-run.ts";
import { RunSession } from "./run-session.ts";
import { isTerminal } from "./run-status.ts";
import { stopChange } from "./stop-change.ts";
import { takeTurn } from "./take-turn.ts";
import { runToolPhase } from "./tool-phase.ts";

/**
 * Works on a run until it has ended, waits for the caller, is somebody else's, or must be handed back. Never rejects.
 *
 * @param scope - whose run
 * @param claimable - the run
 * @param signal - aborts when this process must hand its runs back
 */
export async function executeRun(
  scope: Scope,
  claimable: ClaimableRun,
  signal: AbortSignal,
): Promise<void> {
  const live = new LiveRun(scope, claimable.run, claimable.thread);
  const release = (): void => live.stop("released");
  scope.liveRuns.add(live);
  signal.addEventListener("abort", release, { once: true });
  if (signal.aborted) release();
  try {
    await work(live, claimable);
  } catch (error) {
    await settleFault(live, error);
  } finally {
    signal.removeEventListener("abort", release);
    scope.liveRuns.remove(live);
    scope.signals.notify(live.runId);
  }
}

async function work(live: LiveRun, { decision }: ClaimableRun): Promise<void> {
  if (decision === "expire") return endRun(live, { transition: "expired" });
  if (decision === "cancel") return endRun(live, { transition: "cancelled" });
  if (live.stopReason !== null) return;
  const open = await openStepRecord(live);
  const session = await openSession(live);
  const adopted = adopt(live, open, session);
  await live.commit((state) => claimCommit(live, state, adopted));
  const endTimers = startTimers(live);
  try {
    await loop(live, session, adopted);
  } finally {
    endTimers();
  }
}

async function openSession(live: LiveRun): Promise<RunSession> {
  const { scope } = live;
  const { run } = live.record;
  const model = await scope.models.resolve(run.model);
  const contextTokens = await scope.tokens.contextTokensOf(run.model, model.name);
  return new RunSession(scope, model, scope.tools.bind(run.tools), contextTokens);
}

function adopt(
  live: LiveRun,
  open: TypedRecord<"step"> | undefined,
  session: RunSession,
): AdoptedStep | null {
  if (open === undefined) return null;
  const value = adoptStep(open.value, session.bindings, live.scope.clock.now());
  return { record: open, value };
}

async function loop(
  live: LiveRun,
  session: RunSession,
  adopted: AdoptedStep | null,
): Promise<void> {
  if (adopted !== null && !(await finishCalls(live, session))) return;
  for (;;) {
    const stopped = stopChange(live);
    if (stopped !== null) return endStopped(live, stopped);
    const end = await takeTurn(live, session);
    if (end === "ended" || end === "waiting") return;
    if (end === "calls" && !(await finishCalls(live, session))) return;
  }
}

/** @returns whether the model is to be asked next */
async function finishCalls(live: LiveRun, session: RunSession): Promise<boolean> {
  const record = await openStepRecord(live);
  if (record === undefined) return true;
  const phase = await runToolPhase(live, record, session.bindings);
  await session.update({ sequence: phase.record.sequence, step: phase.record.value });
  return phase.end === "answered";
}

function endStopped(
  live: LiveRun,
  change: NonNullable<ReturnType<typeof stopChange>>,
): Promise<void> {
  if (change.transition !== "released") return endRun(live, change);
  return live.commit((state) => transitionCommit(live, state, change));
}

/** Renews the lease, and ends the run when its time is up. Neither keeps the process alive. */
function startTimers(live: LiveRun): () => void {
  const { clock, settings, onError } = live.scope;
  let ended = false;
  let cancelBeat: () => void = () => undefined;
  const schedule = (): void => {
    if (!ended) cancelBeat = clock.setTimer(settings.leaseMs / 3, beat, true);
  };
  const beat = (): void => {
    live.renew().then(schedule, (error: unknown) => {
      if (!(error instanceof RunLostError)) onError(error);
      schedule();
    });
  };
  schedule();
  const { expiresAt } = live.record.run;
  const untilExpiry = expiresAt === null ? null : expiresAt - clock.now();
  const cancelExpiry =
    untilExpiry === null
      ? () => undefined
      : clock.setTimer(untilExpiry, () => live.stop("expired"), true);
  return () => {
    ended = true;
    cancelBeat();
    cancelExpiry();
  };
}

/** A fault that nobody foresaw still ends the run, and says what it was. */
async function settleFault(live: LiveRun, error: unknown): Promise<void> {
  if (error instanceof RunLostError) return;
  if (!InhouseError.isInstance(error)) live.scope.onError(error);
  try {
    await live.refresh();
    if (isTerminal(live.record.run.status)) return;
    const message = error instanceof Error ? error.message : String(error);
    await endRun(live, { transition: "failed", error: { code: "server_error", message } });
  } catch (secondError) {
    // The lease runs out, and the run is taken over then.
    if (!(secondError instanceof RunLostError)) live.scope.onError(secondError);
  }
}
