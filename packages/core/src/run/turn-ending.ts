import type { Message, MessageIncompleteReason, RunStep, RunStepStatus } from "@inhouse/contracts";
import type { UnnumberedEvent } from "../events/packed-event.ts";

/** @returns the message as it stays */
export function endMessage(
  message: Message,
  incomplete: MessageIncompleteReason | null,
  now: number,
): Message {
  if (incomplete === null) return { ...message, status: "completed", completedAt: now };
  return {
    ...message,
    status: "incomplete",
    incompleteAt: now,
    incompleteDetails: { reason: incomplete },
  };
}

/** @returns the step with a new status and the time of it */
export function endStep(step: RunStep, status: RunStepStatus, now: number): RunStep {
  const times = {
    in_progress: {},
    completed: { completedAt: now },
    cancelled: { cancelledAt: now },
    failed: { failedAt: now },
    expired: { expiredAt: now },
  } satisfies Record<RunStepStatus, Partial<RunStep>>;
  return { ...step, status, ...times[status] };
}

/** @returns the events that announce a step */
export function stepBeginEvents(step: RunStep): readonly UnnumberedEvent[] {
  return [
    { type: "thread.run.step.created", data: step },
    { type: "thread.run.step.in_progress", data: step },
  ];
}

/** @returns the events that announce a message, which is empty yet */
export function messageBeginEvents(message: Message): readonly UnnumberedEvent[] {
  return [
    { type: "thread.message.created", data: message },
    { type: "thread.message.in_progress", data: message },
  ];
}

/** @returns the event that tells of the message's end */
export function messageEndEvent(message: Message): UnnumberedEvent {
  const type = message.status === "completed" ? "completed" : "incomplete";
  return { type: `thread.message.${type}`, data: message };
}

/** @returns the event that tells of the step's end, or none if it goes on */
export function stepEndEvents(step: RunStep): readonly UnnumberedEvent[] {
  if (step.status === "in_progress") return [];
  return [{ type: `thread.run.step.${step.status}`, data: step }];
}
