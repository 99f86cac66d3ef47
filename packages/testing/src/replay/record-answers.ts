import type { Message, Run, RunStep } from "@inhouse/contracts";
import { messageText } from "./message-text.ts";
import type {
  RecordedAnswer,
  RecordedCall,
  RecordedEnding,
  RecordedStep,
} from "./run-recording.ts";

/**
 * @param run - the run
 * @param steps - its steps, the oldest first
 * @param messages - its messages, by id
 * @param calls - its calls, by id
 * @returns what the model answered, call by call
 */
export function recordAnswers(
  run: Run,
  steps: readonly RunStep[],
  messages: ReadonlyMap<string, Message>,
  calls: ReadonlyMap<string, RecordedCall>,
): readonly RecordedAnswer[] {
  const groups = groupByAnswer(steps);
  const answers: RecordedAnswer[] = [];
  for (const [index, group] of groups.entries()) {
    const isLast = index === groups.length - 1;
    if (!isLast && group.some(({ status }) => status !== "completed")) continue;
    if (isLast && isMadeAgain(run, group)) continue;
    const recorded = group.map((step) => recordStep(step, messages, calls));
    const ending = isLast ? endingOf(run, recorded) : "whole";
    answers.push({ steps: recorded, ending, usage: group.at(-1)?.usage ?? null });
  }
  const missing = missingEnding(run, answers.at(-1));
  return missing === null ? answers : [...answers, { steps: [], ending: missing, usage: null }];
}

/** Of the steps of one model call, the last has the call's usage. */
function groupByAnswer(steps: readonly RunStep[]): readonly (readonly RunStep[])[] {
  const groups: RunStep[][] = [];
  let open: RunStep[] | null = null;
  for (const step of steps) {
    if (open === null) {
      open = [];
      groups.push(open);
    }
    open.push(step);
    if (step.usage !== null) open = null;
  }
  return groups;
}

/** An attempt that failed, of a run that did not end by it. */
function isMadeAgain({ status }: Run, group: readonly RunStep[]): boolean {
  const ended = group.at(-1)?.status;
  if (ended === "failed") return status !== "failed" && status !== "incomplete";
  return ended === "cancelled" && status !== "cancelled";
}

function recordStep(
  { stepDetails, status, reasoning }: RunStep,
  messages: ReadonlyMap<string, Message>,
  calls: ReadonlyMap<string, RecordedCall>,
): RecordedStep {
  if (stepDetails.type === "tool_calls") {
    const recorded = stepDetails.toolCalls.flatMap(({ id }) => calls.get(id) ?? []);
    return { type: "tool_calls", status, reasoning, calls: recorded };
  }
  const message = messages.get(stepDetails.messageId);
  const text = message === undefined ? "" : messageText(message);
  const messageStatus = message?.status ?? "incomplete";
  return { type: "message_creation", status, reasoning, messageStatus, text };
}

function endingOf(run: Run, steps: readonly RecordedStep[]): RecordedEnding {
  if (!steps.some(isCut)) return "whole";
  if (run.status === "cancelled" || run.status === "expired") return "stopped";
  if (run.status === "failed") return "failed";
  return run.incompleteDetails?.reason === "content_filter" ? "content_filter" : "length";
}

/** Calls that were started, or waited for somebody, were made by an answer that was whole. */
function isCut(step: RecordedStep): boolean {
  if (step.type === "message_creation") return step.messageStatus === "incomplete";
  if (step.status === "completed" || step.status === "in_progress") return false;
  return !step.calls.some((call) => call.started || call.awaited.length > 0);
}

/** The end of a run that its last answer does not explain is that of an answer which said nothing. */
function missingEnding(run: Run, last: RecordedAnswer | undefined): RecordedEnding | null {
  const isExplained =
    last !== undefined &&
    (last.ending !== "whole" || last.steps.some(({ status }) => status !== "completed"));
  if (isExplained) return null;
  if (run.status === "failed") return "failed";
  const isStopped = run.status === "cancelled" || run.status === "expired";
  return isStopped && run.startedAt !== null ? "stopped" : null;
}
