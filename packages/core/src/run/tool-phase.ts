import type { Tool, ToolCall } from "@inhouse/contracts";
import type { UnnumberedEvent } from "../events/packed-event.ts";
import type { RunRecord, StepRecord } from "../storage/record-values.ts";
import type { TypedRecord } from "../storage/tenant-storage.ts";
import { changed } from "../storage/tenant-storage.ts";
import { noTools } from "../tools/no-tools.ts";
import type { ToolCallOutcome } from "../tools/run-tool-call.ts";
import { runToolCall } from "../tools/run-tool-call.ts";
import { createToolFiles } from "../tools/tool-files.ts";
import type { ToolBinding } from "../tools/tool-registry.ts";
import { closeStep } from "./close-step.ts";
import { transitionCommit } from "./end-run.ts";
import type { LiveRun } from "./live-run.ts";
import { RunLostError } from "./run-lost-error.ts";
import type { ThreadEntry } from "./thread-entry.ts";
import { callsOf, requiredActionOf, withOutcomes } from "./tool-calls.ts";

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
 * Runs the started calls of a step at once, and stores each outcome as it comes. Every call was stored as started before
 * this, so that a process that dies here leaves no doubt about which calls may have taken effect.
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
  const running = new Set<Promise<void>>();
  const settled: ToolCallOutcome[] = [];
  for (const [index, call] of callsOf(record.value).entries()) {
    if (call.status !== "started") continue;
    const work = start(live, record, { call, index }, bindings).then((outcome) => {
      settled.push(outcome);
      running.delete(work);
    });
    running.add(work);
  }
  let current = record;
  for (;;) {
    if (running.size > 0 && settled.length === 0) await Promise.race(running);
    if (live.stopReason === "lost") throw new RunLostError();
    // Also without an outcome: calls that all have one, or all wait, still move the run on.
    const phase = await commitOutcomes(live, current, outcomesToKeep(live, settled.splice(0)));
    current = phase.record;
    if (running.size === 0 && settled.length === 0) return phase;
  }
}

/**
 * A tool that was stopped because this process hands the run back has no outcome: its call stays started, and who takes the
 * run up goes by the tool's own policy, as after a crash.
 */
function outcomesToKeep(
  { stopReason }: LiveRun,
  outcomes: readonly ToolCallOutcome[],
): readonly ToolCallOutcome[] {
  if (stopReason !== "released") return outcomes;
  return outcomes.filter((outcome) => outcome.call.status !== "unknown");
}

async function commitOutcomes(
  live: LiveRun,
  record: TypedRecord<"step">,
  outcomes: readonly ToolCallOutcome[],
): Promise<ToolPhase & { readonly record: TypedRecord<"step"> }> {
  const value = withOutcomes(record.value, outcomes);
  const calls = callsOf(value);
  const isRunning = calls.some((call) => call.status === "started");
  const action = isRunning ? null : await requiredActionOf(calls);
  const updates = outcomes.map((outcome) => updatedEvent(value, outcome.call));
  const next = changed(record, { value });
  const updated: ToolPhase & { readonly record: TypedRecord<"step"> } = {
    end: "stopped",
    record: next,
    entries: [{ sequence: record.sequence, step: value }],
  };
  let phase = updated;
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
  return phase;
}

function updatedEvent(value: StepRecord, toolCall: ToolCall): UnnumberedEvent {
  const index = callsOf(value).findIndex((call) => call.id === toolCall.id);
  const data = { type: "tool_call_updated", stepId: value.step.id, index, toolCall } as const;
  return { type: "thread.run.step.delta", data };
}

async function start(
  live: LiveRun,
  record: TypedRecord<"step">,
  { call, index }: { readonly call: ToolCall; readonly index: number },
  bindings: readonly ToolBinding[],
): Promise<ToolCallOutcome> {
  const { scope, runId, threadId, tenant } = live;
  const binding = bindings.find((one) => one.function.name === call.name);
  if (binding?.tool == null) {
    const output = `There is no tool '${call.name}' in this process.`;
    const failed = { ...call, status: "failed", output, endedAt: scope.clock.now() } as const;
    return { call: failed, imageFileIds: [] };
  }
  const { toolResources } = live.record.run;
  const stepId = record.value.step.id;
  return runToolCall(call, binding as ToolBinding & { readonly tool: Tool }, {
    clock: scope.clock,
    signal: live.signal,
    timeoutMs: binding.tool.timeoutMs ?? scope.settings.toolTimeoutMs,
    outputCharacters: scope.settings.toolOutputCharacters,
    context: {
      tenant,
      threadId,
      runId,
      toolCallId: call.id,
      idempotencyKey: `${runId}:${call.id}`,
      startedAt: call.startedAt ?? scope.clock.now(),
      tools: noTools,
      toolResources,
      files: createToolFiles(scope, {
        threadId,
        toolType: call.type,
        toolResources,
        messageFileIds: live.thread.messageFileIds,
      }),
      onOutput: ({ stream, text }) => {
        if (text === "" || live.signal.aborted) return;
        live.emit({
          type: "thread.run.step.delta",
          data: { type: "tool_call_progress", stepId, index, stream, text },
        });
      },
    },
  });
}
