import { StorageError } from "@inhouse/contracts";
import type { Scope } from "../scope/scope.ts";
import type { TypedRecord } from "../storage/tenant-storage.ts";
import { adoptStep } from "./adopt-step.ts";
import type { AdoptedStep } from "./claim-commit.ts";
import { claimCommit } from "./claim-commit.ts";
import type { ClaimableRun } from "./claim-run.ts";
import { endRun, openStepRecord, transitionCommit } from "./end-run.ts";
import { startFlushing } from "./flush-deltas.ts";
import { LiveRun } from "./live-run.ts";
import { RunLostError } from "./run-lost-error.ts";
import { RunSession } from "./run-session.ts";
import { isTerminal } from "./run-status.ts";
import { startRunTimers } from "./run-timers.ts";
import type { StopChange } from "./stop-change.ts";
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
  { decision, run, thread }: ClaimableRun,
  signal: AbortSignal,
): Promise<void> {
  const live = new LiveRun(scope, run, thread);
  const release = (): void => live.stop("released");
  signal.addEventListener("abort", release, { once: true });
  if (signal.aborted) release();
  // Only a run that is executed has something to show beside what is stored.
  if (decision === "execute") scope.liveRuns.add(live);
  try {
    await live.inherit();
    if (decision === "expire") await endRun(live, { transition: "expired" });
    else if (decision === "cancel") await endRun(live, { transition: "cancelled" });
    else if (live.stopReason === null) await execute(live);
  } catch (error) {
    if (decision === "execute") await settleFault(live, error);
    else if (!(error instanceof RunLostError)) scope.onError(error);
  } finally {
    signal.removeEventListener("abort", release);
    live.end();
    scope.liveRuns.remove(live);
    scope.signals.notify(live.runId);
  }
}

async function execute(live: LiveRun): Promise<void> {
  const session = await RunSession.open(live.scope, live.record.run);
  const open = await openStepRecord(live);
  const adopted = open === undefined ? null : adopt(live, open, session);
  await live.commit((state) => claimCommit(live, state, adopted));
  const endTimers = startRunTimers(live);
  const endFlushing = startFlushing(live);
  try {
    await loop(live, session, adopted !== null);
  } finally {
    endFlushing();
    endTimers();
  }
}

function adopt(live: LiveRun, record: TypedRecord<"step">, session: RunSession): AdoptedStep {
  return { record, value: adoptStep(record.value, session.bindings, live.scope.clock.now()) };
}

async function loop(live: LiveRun, session: RunSession, hasCalls: boolean): Promise<void> {
  let areCallsOpen = hasCalls;
  for (;;) {
    if (areCallsOpen && (await finishCalls(live, session)) === "waiting") return;
    live.reachCommit();
    const stopped = stopChange(live);
    if (stopped !== null) return endStopped(live, stopped);
    const end = await takeTurn(live, session);
    if (end === "ended" || end === "waiting") return;
    areCallsOpen = end === "calls";
  }
}

async function finishCalls(live: LiveRun, session: RunSession): Promise<"waiting" | "done"> {
  const record = await openStepRecord(live);
  if (record === undefined) return "done";
  const phase = await runToolPhase(live, record, session.bindings);
  await session.remember(live.runId, phase.entries);
  return phase.end === "waiting" ? "waiting" : "done";
}

async function endStopped(live: LiveRun, { transition }: StopChange): Promise<void> {
  if (transition !== "released") return endRun(live, { transition });
  let isCancelled = false;
  await live.commit((state) => {
    isCancelled = state.run.run.status === "cancelling";
    if (isCancelled) return { run: state.run, writes: [], events: [] };
    return transitionCommit(live, state, { transition });
  });
  if (isCancelled) await endRun(live, { transition: "cancelled" });
}

/** A fault that nobody foresaw still ends the run, and says what it was. */
async function settleFault(live: LiveRun, error: unknown): Promise<void> {
  if (error instanceof RunLostError) return;
  live.scope.onError(error);
  // A run that could not even be claimed is as it was: the sweeper tries it again later.
  if (live.isOver || (!live.wasClaimed && error instanceof StorageError)) return;
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
