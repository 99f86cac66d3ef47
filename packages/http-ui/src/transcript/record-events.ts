import type {
  Message,
  MessageDelta,
  MessagePart,
  Run,
  RunEvent,
  RunStatusEventType,
  RunStep,
  RunStepEventType,
} from "@inhouse/contracts";
import { isTerminal } from "@inhouse/core";

type Unnumbered = RunEvent extends infer Event
  ? Event extends RunEvent
    ? Omit<Event, "sequence">
    : never
  : never;

/**
 * The events of a run whose log is gone, as far as its records still tell of them: what was thought, written and called, in the
 * order of the steps. Thinking comes in front of its step.
 *
 * @param run - the run
 * @param steps - its steps, the oldest first
 * @param messages - its messages
 */
export function recordEvents(
  run: Run,
  steps: readonly RunStep[],
  messages: readonly Message[],
): readonly RunEvent[] {
  const events: Unnumbered[] = [{ type: "thread.run.created", data: run }];
  for (const step of steps) {
    // A step that failed where the run did not was tried again.
    const isVoid = step.status === "failed" && run.status !== "failed";
    if (!isVoid) events.push(...stepEvents(step, messages));
  }
  if (isTerminal(run.status) || run.status === "requires_action") {
    events.push({ type: `thread.run.${run.status}` as RunStatusEventType, data: run });
  }
  return events.map((event, index) => ({ ...event, sequence: index + 1 }) as RunEvent);
}

function stepEvents(step: RunStep, messages: readonly Message[]): readonly Unnumbered[] {
  const { stepDetails: details, reasoning, status } = step;
  const thought: Unnumbered = {
    type: "thread.run.reasoning.delta",
    data: { text: reasoning ?? "" },
  };
  const created: Unnumbered = { type: "thread.run.step.created", data: step };
  const ended: Unnumbered[] =
    status === "in_progress"
      ? []
      : [{ type: `thread.run.step.${status}` as RunStepEventType, data: step }];
  if (details.type === "message_creation") {
    const message = messages.find(({ id }) => id === details.messageId);
    // The message of an attempt that failed, or one that was deleted.
    if (message === undefined) return [];
    const written = message.content.flatMap((part, index) => partDeltas(message.id, part, index));
    const deltas = written.map((data): Unnumbered => ({ type: "thread.message.delta", data }));
    return [
      thought,
      created,
      ...deltas,
      { type: "thread.message.completed", data: message },
      ...ended,
    ];
  }
  const calls = details.toolCalls.map((toolCall, index): Unnumbered => {
    const data = { type: "tool_call_started", stepId: step.id, index, toolCall } as const;
    return { type: "thread.run.step.delta", data };
  });
  return [thought, created, ...calls, ...ended];
}

function partDeltas(messageId: string, part: MessagePart, index: number): readonly MessageDelta[] {
  if (part.type !== "text") return [{ type: "part", messageId, index, part }];
  return [
    { type: "text", messageId, index, text: part.text },
    ...part.annotations.map(
      (annotation): MessageDelta => ({ type: "annotation", messageId, index, annotation }),
    ),
  ];
}
