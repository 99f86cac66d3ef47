import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import type {
  Message,
  MessageDeltaEvent,
  MessageEvent,
  Run,
  RunEvent,
  RunStep,
  RunStepDeltaEvent,
  RunStepEvent,
} from "@inhouse/contracts";
import type { ReadableRuntime } from "./readable-runtime.ts";
import { RunEventsChecker } from "./run-events-checker.ts";

/**
 * Reads a run's events as they come, and expects after each event that the grammar holds and that the object which it is
 * about is at least as new.
 *
 * @param inhouse - where the run is kept
 * @param runId - the run
 * @param until - where to end: when the run has ended or needs the caller, or only when it has ended; absent: `pause`
 * @returns the events, once the stream ends
 * @throws AssertionError at the first event with which anything is wrong
 */
export async function watchRun(
  inhouse: ReadableRuntime,
  runId: string,
  until: "pause" | "end" = "pause",
): Promise<readonly RunEvent[]> {
  const events: RunEvent[] = [];
  const gone = new Set<string>();
  const checker = new RunEventsChecker();
  for await (const event of inhouse.runs.stream(runId, { until })) {
    events.push(event);
    checker.read(event);
    deepStrictEqual(checker.problems, []);
    await expectAsNew(inhouse, event, gone);
  }
  for (const id of gone) ok(checker.messages.voided.has(id));
  return events;
}

async function expectAsNew(
  inhouse: ReadableRuntime,
  event: RunEvent,
  gone: Set<string>,
): Promise<void> {
  if (event.type === "thread.message.deleted" || event.type === "thread.created") return;
  if (event.type === "thread.run.reasoning.delta") return;
  if (event.type.startsWith("thread.message.")) {
    const about = event as MessageEvent | MessageDeltaEvent;
    const id = "id" in about.data ? about.data.id : about.data.messageId;
    const message = await inhouse.messages.retrieve(id).catch(() => undefined);
    // What is newer than every state of a message is that it is void, as the log must say in the end.
    if (message === undefined) gone.add(id);
    else expectMessageAsNew(message, about);
  } else if (event.type.startsWith("thread.run.step.")) {
    const about = event as RunStepEvent | RunStepDeltaEvent;
    const id = "id" in about.data ? about.data.id : about.data.stepId;
    expectStepAsNew(await inhouse.runs.steps.retrieve(id), about);
  } else {
    const told = event.data as Run;
    const run = await inhouse.runs.retrieve(told.id);
    if (told.expiresAt === null) deepStrictEqual(run, told);
    else if (told.status === "cancelling") match(run.status, /^cancel|completed|failed|inc/);
    else ok((run.startedAt ?? 0) >= (told.startedAt ?? 0));
  }
}

function expectMessageAsNew(message: Message, event: MessageEvent | MessageDeltaEvent): void {
  if (event.type !== "thread.message.delta") {
    if (event.data.status !== "in_progress") deepStrictEqual(message, event.data);
    return;
  }
  const part = message.content[event.data.index];
  ok(part);
  if (event.data.type === "text" && part.type === "text") ok(part.text.includes(event.data.text));
}

function expectStepAsNew(step: RunStep, event: RunStepEvent | RunStepDeltaEvent): void {
  if (event.type !== "thread.run.step.delta") {
    if (event.data.status !== "in_progress") deepStrictEqual(step, event.data);
    return;
  }
  const { data } = event;
  if (data.type === "tool_call_progress" || step.stepDetails.type !== "tool_calls") return;
  const call = step.stepDetails.toolCalls[data.index];
  if (data.type === "tool_call_started") strictEqual(call?.id, data.toolCall.id);
  else if (data.type === "tool_call_updated") {
    // One that waits, or is started again, may have its outcome by now.
    if (data.toolCall.endedAt !== null) strictEqual(call?.output, data.toolCall.output);
  } else ok(call?.arguments.includes(data.arguments));
}
