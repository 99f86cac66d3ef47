import type { Message, RunStep, RunStepDetails } from "@inhouse/contracts";

/** What the objects of one run share. */
export interface StepBase {
  readonly threadId: string;
  readonly runId: string;
  readonly assistantId: string;
}

/** @returns a step that has just begun */
export function newStep(
  base: StepBase,
  step: { readonly id: string; readonly now: number; readonly details: RunStepDetails },
): RunStep {
  return {
    id: step.id,
    createdAt: step.now,
    assistantId: base.assistantId,
    threadId: base.threadId,
    runId: base.runId,
    type: step.details.type,
    status: "in_progress",
    stepDetails: step.details,
    reasoning: null,
    lastError: null,
    expiredAt: null,
    cancelledAt: null,
    failedAt: null,
    completedAt: null,
    metadata: {},
    usage: null,
    receipt: null,
    warnings: [],
  };
}

/** @returns a message of a run that has just begun */
export function newMessage(
  base: StepBase,
  message: { readonly id: string; readonly now: number },
): Message {
  return {
    id: message.id,
    createdAt: message.now,
    threadId: base.threadId,
    role: "assistant",
    status: "in_progress",
    incompleteDetails: null,
    completedAt: null,
    incompleteAt: null,
    content: [],
    assistantId: base.assistantId,
    runId: base.runId,
    attachments: [],
    metadata: {},
  };
}
