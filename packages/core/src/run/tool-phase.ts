import type { RequiredAction, Tool, ToolCall, ToolCallOutput } from "@inhouse/contracts";
import type { UnnumberedEvent } from "../events/packed-event.ts";
import type { RunRecord, StepRecord } from "../storage/record-values.ts";
import type { TypedRecord } from "../storage/tenant-storage.ts";
import { changed } from "../storage/tenant-storage.ts";
import { inputHash } from "../tools/input-hash.ts";
import type { ToolCallOutcome } from "../tools/run-tool-call.ts";
import { runToolCall } from "../tools/run-tool-call.ts";
import { createToolFiles } from "../tools/tool-files.ts";
import type { ToolBinding } from "../tools/tool-registry.ts";
import { transitionCommit } from "./end-run.ts";
import type { LiveRun } from "./live-run.ts";
import { RunLostError } from "./live-run.ts";
import { endStep, stepEndEvents } from "./turn-ending.ts";

/** How the phase ended: the model can be asked again, or the caller has to act. */
export type ToolPhaseEnd = "answered" | "waiting";

/**
 * Runs the started calls of a step at once, and stores each outcome as it comes. Every call was stored as started before
 * this, so that a process that dies here leaves no doubt about which calls may have taken effect.
 *
 * @param live - the run
 * @param record - the step; its started calls are to be run
 * @param bindings - what answers the calls
 * @returns what comes next, and the step as it is then
 */
export async function runToolPhase(
  live: LiveRun,
  record: TypedRecord<"step">,
  bindings: readonly ToolBinding[],
): Promise<{ readonly end: ToolPhaseEnd; readonly record: TypedRecord<"step"> }> {
  let current = record;
  const running = new Set<Promise<void>>();
  const settled: ToolCallOutcome[] = [];
  for (const [index, call] of callsOf(record.value).entries()) {
    if (call.status !== "started") continue;
    const work = start(live, current, { call, index }, bindings).then((outcome) => {
      settled.push(outcome);
      running.delete(work);
    });
    running.add(work);
  }
  // Calls that all have an outcome, or all wait, still move the run on.
  if (running.size === 0) current = await commitOutcomes(live, current, []);
  while (running.size > 0 || settled.length > 0) {
    if (settled.length === 0) await Promise.race(running);
    if (live.stopReason === "lost") throw new RunLostError();
    const outcomes = settled.splice(0);
    current = await commitOutcomes(live, current, outcomes);
  }
  const waiting = callsOf(current.value).some(isWaiting);
  return { end: waiting && live.stopReason === null ? "waiting" : "answered", record: current };
}

/** @returns the calls of a step */
export function callsOf(record: StepRecord): readonly ToolCall[] {
  const details = record.step.stepDetails;
  return details.type === "tool_calls" ? details.toolCalls : [];
}

/** @returns whether the call needs the caller */
export function isWaiting(call: ToolCall): boolean {
  return call.status === "awaiting_output" || call.status === "awaiting_approval";
}

/** @returns what the run waits for; null: nothing */
export async function requiredActionOf(calls: readonly ToolCall[]): Promise<RequiredAction | null> {
  const toolCalls = calls.filter((call) => call.status === "awaiting_output");
  const asking = calls.filter((call) => call.status === "awaiting_approval");
  if (toolCalls.length + asking.length === 0) return null;
  const approvals = await Promise.all(
    asking.map(async (toolCall) => ({ toolCall, inputHash: await inputHash(toolCall) })),
  );
  const type = toolCalls.length > 0 ? "submit_tool_outputs" : "approve_tool_calls";
  return { type, toolCalls, approvals };
}

async function commitOutcomes(
  live: LiveRun,
  record: TypedRecord<"step">,
  outcomes: readonly ToolCallOutcome[],
): Promise<TypedRecord<"step">> {
  const value = withOutcomes(record.value, outcomes);
  const calls = callsOf(value);
  const running = calls.some((call) => call.status === "started");
  const action = running || live.stopReason !== null ? null : await requiredActionOf(calls);
  let next = record;
  await live.commit((state) => {
    const events: UnnumberedEvent[] = outcomes.map((outcome) => updatedEvent(value, outcome.call));
    const whole = !running && action === null && live.stopReason === null;
    const ended = whole ? { ...value, step: endStep(value.step, "completed", state.now) } : value;
    next = changed(record, { value: ended });
    const along = {
      writes: [{ type: "update" as const, record: next }],
      events: [...events, ...stepEndEvents(ended.step)],
    };
    if (action !== null) {
      const change = { transition: "action_required", requiredAction: action } as const;
      return transitionCommit(live, state, change, along);
    }
    const run: RunRecord = whole ? { ...state.run, openStepId: null } : state.run;
    return { run, ...along };
  });
  return next;
}

function withOutcomes(value: StepRecord, outcomes: readonly ToolCallOutcome[]): StepRecord {
  const byId = new Map(outcomes.map((outcome) => [outcome.call.id, outcome]));
  const toolCalls = callsOf(value).map((call) => byId.get(call.id)?.call ?? call);
  const parts = value.parts.map((part) => {
    const outcome = part.type === "tool_call" ? byId.get(part.toolCallId) : undefined;
    return outcome === undefined ? part : { ...part, imageFileIds: outcome.imageFileIds };
  });
  const stepDetails = { type: "tool_calls", toolCalls } as const;
  return { ...value, parts, step: { ...value.step, stepDetails } };
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
  const outcome = await runToolCall(call, binding as ToolBinding & { readonly tool: Tool }, {
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
      toolResources,
      files: createToolFiles(scope, {
        threadId,
        toolType: call.type,
        toolResources,
        messageFileIds: live.thread.messageFileIds,
      }),
      onOutput: ({ stream, text }) => {
        const stepId = record.value.step.id;
        if (text === "" || live.signal.aborted) return;
        live.emit({
          type: "thread.run.step.delta",
          data: { type: "tool_call_progress", stepId, index, stream, text },
        });
      },
    },
  });
  return outcome;
}

/** @returns what the calls of a step show, in order */
export function shownOutputs(record: StepRecord): readonly ToolCallOutput[] {
  return callsOf(record).flatMap((call) => call.outputs);
}
