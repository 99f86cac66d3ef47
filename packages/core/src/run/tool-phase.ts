import type { Tool, ToolCall } from "@inhouse/contracts";
import type { RunRecord, StepRecord } from "../storage/record-values.ts";
import type { TypedRecord } from "../storage/tenant-storage.ts";
import { changed } from "../storage/tenant-storage.ts";
import type { ToolCallOutcome } from "../tools/run-tool-call.ts";
import { runToolCall } from "../tools/run-tool-call.ts";
import type { ToolBinding } from "../tools/tool-registry.ts";
import { callContext } from "./call-context.ts";
import { callEvents } from "./call-events.ts";
import { closeStep } from "./close-step.ts";
import { transitionCommit } from "./end-run.ts";
import type { LiveRun } from "./live-run.ts";
import { NestedCalls } from "./nested-calls.ts";
import { RunLostError } from "./run-lost-error.ts";
import { StepInbox } from "./step-inbox.ts";
import type { ThreadEntry } from "./thread-entry.ts";
import { callsOf, requiredActionOf } from "./tool-calls.ts";
import { withOutcome } from "./with-outcome.ts";

/**
 * How the phase ended. `answered`: the model can be asked again; `waiting`: the caller has to act; `stopped`: the run was
 * stopped before the step could be closed.
 */
export type ToolPhaseEnd = "answered" | "waiting" | "stopped";

/** The phase is over. */
export interface ToolPhase {
  readonly end: ToolPhaseEnd;
  /** The step as it is then, and what came behind it. */
  readonly entries: readonly ThreadEntry[];
}

/**
 * Runs the started calls of a step at once, and stores each outcome as it comes, as well as the calls that code makes. Every
 * call was stored as started before it runs, so that a process that dies here leaves no doubt about which calls may have taken
 * effect.
 *
 * @param live - the run
 * @param record - the step; its started calls are to be run
 * @param bindings - what answers the calls
 */
export async function runToolPhase(
  live: LiveRun,
  record: TypedRecord<"step">,
  bindings: readonly ToolBinding[],
): Promise<ToolPhase> {
  const inbox = new StepInbox(record.value);
  let running = 0;
  for (const [index, call] of callsOf(record.value).entries()) {
    // Code that is run again makes its calls itself.
    if (call.status !== "started" || call.parentId !== undefined) continue;
    running++;
    void start(live, { call, index }, bindings, inbox).then((outcome) => {
      running--;
      // What keeps it from being stored ends the phase.
      inbox.store((value) => keepOutcome(live, value, outcome)).catch(() => undefined);
    });
  }
  let current = record;
  try {
    for (;;) {
      if (running > 0) await inbox.filled();
      if (live.stopReason === "lost") throw new RunLostError();
      // Also without a change: calls that all have an outcome, or all wait, still move the run on.
      const phase = await commitChanges(live, current, inbox);
      current = phase.record;
      if (running === 0 && inbox.isEmpty) return phase;
    }
  } finally {
    inbox.close(new RunLostError());
  }
}

/**
 * A tool that was stopped because this process hands the run back has no outcome: its call stays started, and who takes the
 * run up goes by the tool's own policy, as after a crash.
 */
function keepOutcome(live: LiveRun, value: StepRecord, outcome: ToolCallOutcome): StepRecord {
  const isHandedBack = live.stopReason === "released" && outcome.call.status === "unknown";
  return isHandedBack ? value : withOutcome(value, outcome);
}

async function commitChanges(
  live: LiveRun,
  record: TypedRecord<"step">,
  inbox: StepInbox,
): Promise<ToolPhase & { readonly record: TypedRecord<"step"> }> {
  const changes = inbox.take();
  const value = changes.reduce((step, change) => change.apply(step), record.value);
  const calls = callsOf(value);
  const isRunning = calls.some((call) => call.status === "started" && call.parentId === undefined);
  const action = isRunning ? null : await requiredActionOf(calls);
  const updates = callEvents(record.value, value);
  const next = changed(record, { value });
  const updated: ToolPhase & { readonly record: TypedRecord<"step"> } = {
    end: "stopped",
    record: next,
    entries: [{ sequence: record.sequence, step: value }],
  };
  let phase = updated;
  try {
    await live.commit((state) => {
      const along = { writes: [{ type: "update" as const, record: next }], events: updates };
      const isStopped = live.stopReason !== null || state.run.run.status === "cancelling";
      phase = updated;
      if (isRunning || isStopped) return { run: state.run, ...along };
      if (action !== null) {
        phase = { ...updated, end: "waiting" };
        const change = { transition: "action_required", requiredAction: action } as const;
        return transitionCommit(live, state, change, along);
      }
      const { storage } = live.scope;
      const closing = { status: "completed", lastError: null, now: state.now } as const;
      const sequence = state.thread.nextSequence;
      const closed = closeStep(storage, record, value, { ...closing, sequence });
      phase = { ...updated, end: "answered", entries: closed.entries };
      const run: RunRecord = { ...state.run, openStepId: null };
      const events = [...updates, ...closed.events];
      if (closed.nextSequence === sequence) return { run, writes: closed.writes, events };
      const thread = { ...state.thread, nextSequence: closed.nextSequence };
      return { run, thread, writes: closed.writes, events };
    });
  } catch (error) {
    for (const change of changes) change.lost(error);
    throw error;
  }
  inbox.value = value;
  for (const change of changes) change.stored();
  return phase;
}

async function start(
  live: LiveRun,
  { call, index }: { readonly call: ToolCall; readonly index: number },
  bindings: readonly ToolBinding[],
  inbox: StepInbox,
): Promise<ToolCallOutcome> {
  const { scope, runId } = live;
  const binding = bindings.find((one) => one.function.name === call.name);
  if (binding?.tool == null) {
    const output = `There is no tool '${call.name}' in this process.`;
    const failed = { ...call, status: "failed", output, endedAt: scope.clock.now() } as const;
    return { call: failed, imageFileIds: [] };
  }
  const key = `${runId}:${call.id}`;
  const policy = binding.tool.callsTools;
  return runToolCall(call, binding as ToolBinding & { readonly tool: Tool }, {
    clock: scope.clock,
    signal: live.signal,
    timeoutMs: binding.tool.timeoutMs ?? scope.settings.toolTimeoutMs,
    outputCharacters: scope.settings.toolOutputCharacters,
    context: callContext(live, call, key, { stepId: inbox.value.step.id, index }),
    ...(policy !== undefined && {
      openTools: (control) =>
        new NestedCalls({ live, parent: call, parentKey: key, policy, bindings, inbox, control }),
    }),
  });
}
