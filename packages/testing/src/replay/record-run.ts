import type { Message, Run, RunEvent, RunStep, ToolCall } from "@inhouse/contracts";
import { listAll } from "../checks/list-all.ts";
import type { ReadableRuntime } from "../checks/readable-runtime.ts";
import { messageText } from "./message-text.ts";
import { recordAnswers } from "./record-answers.ts";
import type { RecordedCall, RecordedMessage, RunRecording } from "./run-recording.ts";

/**
 * Makes a recording of a run that has ended, or that waits for its caller, to be played again by {@link replayRun}: a run
 * that went wrong becomes a test.
 *
 * @param inhouse - where the run is kept; any storage will do
 * @param runId - the run
 * @returns the recording: plain JSON. It holds what was said, so look through it before you keep it
 * @throws Error if the run is still going on
 */
export async function recordRun(inhouse: ReadableRuntime, runId: string): Promise<RunRecording> {
  const { runs, messages } = inhouse;
  const run = await runs.retrieve(runId);
  if (run.expiresAt !== null && run.status !== "requires_action") {
    throw new Error(`The run ${runId} is ${run.status}: what is to be recorded must be over.`);
  }
  const events: RunEvent[] = [];
  for await (const event of runs.stream(runId)) events.push(event);
  const steps = await listAll((page) => runs.steps.list(runId, page));
  const thread = await listAll((page) => messages.list(run.threadId, page));
  const own = new Map(
    thread.flatMap((message) => (message.runId === runId ? [[message.id, message] as const] : [])),
  );
  return {
    version: 1,
    settings: settingsOf(run),
    conversation: conversationBefore(run, thread),
    answers: recordAnswers(run, steps, own, callsOf(steps, events)),
    outcome: {
      status: run.status,
      errorCode: run.lastError?.code ?? null,
      errorMessage: run.lastError?.message ?? null,
      incompleteReason: run.incompleteDetails?.reason ?? null,
    },
  };
}

function settingsOf(run: Run): RunRecording["settings"] {
  return {
    model: run.model,
    instructions: run.instructions,
    tools: run.tools,
    temperature: run.temperature,
    topP: run.topP,
    maxPromptTokens: run.maxPromptTokens,
    maxCompletionTokens: run.maxCompletionTokens,
    maxSteps: run.maxSteps,
    truncationStrategy: run.truncationStrategy,
    toolChoice: run.toolChoice,
    parallelToolCalls: run.parallelToolCalls,
    responseFormat: run.responseFormat,
    reasoningEffort: run.reasoningEffort,
    providerOptions: run.providerOptions,
  };
}

function conversationBefore(run: Run, thread: readonly Message[]): readonly RecordedMessage[] {
  const began = run.startedAt ?? run.createdAt;
  const first = thread.findIndex(({ runId, createdAt }) =>
    runId === null ? createdAt > began : runId === run.id || createdAt > began,
  );
  const before = first === -1 ? thread : thread.slice(0, first);
  return before.flatMap((message) => {
    const text = messageText(message);
    return text === "" ? [] : [{ role: message.role, text }];
  });
}

/** What is known of each call, by its id. */
function callsOf(
  steps: readonly RunStep[],
  events: readonly RunEvent[],
): ReadonlyMap<string, RecordedCall> {
  const awaited = new Map<string, ("approval" | "output")[]>();
  const add = ({ id }: ToolCall, what: "approval" | "output"): void => {
    awaited.set(id, [...(awaited.get(id) ?? []), what]);
  };
  for (const event of events) {
    if (event.type !== "thread.run.requires_action") continue;
    for (const call of event.data.requiredAction?.toolCalls ?? []) add(call, "output");
    for (const { toolCall } of event.data.requiredAction?.approvals ?? [])
      add(toolCall, "approval");
  }
  // Calls that code made are what its tool does, and no answers of the model.
  const calls = steps.flatMap(({ stepDetails }) =>
    stepDetails.type === "tool_calls"
      ? stepDetails.toolCalls.filter((call) => call.parentId === undefined)
      : [],
  );
  return new Map(
    calls.map(({ id, type, name, arguments: input, status, output, startedAt }) => {
      const call = { type, name, arguments: input, status, output };
      return [id, { ...call, awaited: awaited.get(id) ?? [], started: startedAt !== null }];
    }),
  );
}
