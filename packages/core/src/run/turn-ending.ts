import type {
  ContextReceipt,
  Message,
  MessageIncompleteReason,
  RunError,
  RunStep,
  RunStepStatus,
  ToolCall,
  Usage,
} from "@inhouse/contracts";
import type { UnnumberedEvent } from "../events/packed-event.ts";

/** How a model call ended, as far as its steps and its message go. */
export interface TurnEnding {
  /** Why the message is incomplete; null: it is completed. */
  readonly incomplete: MessageIncompleteReason | null;
  /** What becomes of the step that wrote the message. */
  readonly messageStep: RunStepStatus;
  /** What becomes of the step with the calls. */
  readonly toolStep: RunStepStatus;
  readonly calls: readonly ToolCall[];
  readonly usage: Usage | null;
  readonly receipt: ContextReceipt | null;
  readonly reasoning: string | null;
  readonly warnings: readonly string[];
  readonly lastError: RunError | null;
}

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

/** @returns the message's step as it stays */
export function endMessageStep(
  step: RunStep,
  ending: TurnEnding,
  isLast: boolean,
  now: number,
): RunStep {
  return { ...endStep(step, ending.messageStep, now), ...stepFacts(ending, isLast) };
}

/** @returns the calls' step as it stays, or goes on */
export function endToolStep(
  step: RunStep,
  ending: TurnEnding,
  isFirst: boolean,
  now: number,
): RunStep {
  return {
    ...endStep(step, ending.toolStep, now),
    ...stepFacts(ending, true),
    reasoning: isFirst ? ending.reasoning : null,
    stepDetails: { type: "tool_calls", toolCalls: ending.calls },
  };
}

/** Tokens and receipt of a call stand on its last step only, so that sums over steps are right. */
function stepFacts(ending: TurnEnding, isLast: boolean): Partial<RunStep> {
  const { reasoning, warnings, lastError } = ending;
  if (!isLast) return { reasoning, lastError };
  const { usage, receipt } = ending;
  return { reasoning, lastError, usage, receipt, warnings };
}
