import type {
  ContextReceipt,
  MessageIncompleteReason,
  RunError,
  RunStep,
  RunStepStatus,
  StorageWrite,
  ToolCall,
  Usage,
} from "@inhouse/contracts";
import type { UnnumberedEvent } from "../events/packed-event.ts";
import type { OnClose, StepRecord } from "../storage/record-values.ts";
import type { TenantStorage } from "../storage/tenant-storage.ts";
import type { CallsDraft } from "./calls-draft.ts";
import { lateMessageOf, lateWrites } from "./late-message.ts";
import type { EndedMessage, MessageDraft } from "./message-draft.ts";
import type { ThreadEntry } from "./thread-entry.ts";
import { messageInsert, stepInsert } from "./thread-inserts.ts";
import type { TurnAssembler } from "./turn-assembler.ts";
import { endMessage, endStep, messageEndEvent, stepEndEvents } from "./turn-ending.ts";

/** Of which model answer the records are. */
export interface TurnIdentity {
  readonly turnId: string;
  /** The model that answered, as `provider/model`. */
  readonly model: string;
  readonly finished: boolean;
  readonly superseded: boolean;
  readonly promptFingerprint: string;
}

/** How a model call ended, as far as its steps and messages go. */
export interface TurnEnding {
  /** Why the message that was open is incomplete; null: it is completed. */
  readonly incomplete: MessageIncompleteReason | null;
  /** What becomes of the step that was open. */
  readonly step: RunStepStatus;
  /** The calls of that step, if it is one with calls. */
  readonly calls: readonly ToolCall[];
  /** Whether that step goes on, because calls of it have no outcome. */
  readonly goesOn: boolean;
  readonly lastError: RunError | null;
  readonly usage: Usage | null;
  readonly receipt: ContextReceipt | null;
  readonly warnings: readonly string[];
}

/** What is put into the store, and told to readers with it. */
export interface TurnWrites {
  readonly writes: readonly StorageWrite[];
  readonly events: readonly UnnumberedEvent[];
  /** The first place in the thread that is free behind them. */
  readonly nextSequence: number;
  /** The records, for the prompt of the next call. */
  readonly entries: readonly ThreadEntry[];
}

/**
 * @param storage - whose records
 * @param turn - what the model wrote
 * @param identity - of which answer
 * @param ending - how it ended
 * @param at - the first free place in the thread, and the time
 */
export function turnWrites(
  storage: TenantStorage,
  turn: TurnAssembler,
  identity: TurnIdentity,
  ending: TurnEnding,
  at: { readonly sequence: number; readonly now: number },
): TurnWrites {
  const writes: StorageWrite[] = [];
  const events: UnnumberedEvent[] = [];
  const entries: ThreadEntry[] = [];
  let { sequence } = at;
  const addStep = (step: RunStep, parts: StepRecord["parts"], onClose: OnClose | null): void => {
    const record = { ...identity, step, parts, onClose };
    entries.push({ sequence, step: record });
    writes.push(stepInsert(storage, record, sequence++));
  };
  // Nobody has heard of late text, so that of an attempt that does not count is forgotten.
  const late = identity.superseded || turn.late === null ? null : lateMessageOf(turn.late);
  for (const section of turn.sections) {
    const isLast = late === null && section === turn.sections.at(-1);
    if (section.kind === "calls") {
      const step = section.ended ?? endCalls(section, ending, isLast, at.now);
      const { usage, receipt } = ending;
      const onClose = step.status === "in_progress" ? { usage, receipt, late } : null;
      addStep(step, [...section.parts, ...section.stored()], onClose);
      if (section.ended === null) events.push(...stepEndEvents(step));
      continue;
    }
    const { message, step } = section.ended ?? endDraft(section, ending, isLast, at.now);
    addStep(step, section.parts, null);
    if (section.ended === null) events.push(messageEndEvent(message));
    if (identity.superseded) {
      events.push({ type: "thread.message.deleted", data: { messageId: message.id } });
    } else {
      entries.push({ sequence, message });
      writes.push(messageInsert(storage, message, sequence++));
    }
    if (section.ended === null) events.push(...stepEndEvents(step));
  }
  if (late === null || ending.goesOn) return { writes, events, nextSequence: sequence, entries };
  const behind = lateWrites(storage, identity, turn.base, late, ending, { sequence, now: at.now });
  return {
    writes: [...writes, ...behind.writes],
    events: [...events, ...behind.events],
    nextSequence: behind.nextSequence,
    entries: [...entries, ...behind.entries],
  };
}

function endDraft(
  draft: MessageDraft,
  ending: TurnEnding,
  isLast: boolean,
  now: number,
): EndedMessage {
  const step = endStep(draft.step, ending.step, now);
  return {
    message: endMessage(draft.message, ending.incomplete, now),
    step: { ...step, reasoning: draft.reasoning || null, ...factsOf(ending, isLast) },
  };
}

function endCalls(draft: CallsDraft, ending: TurnEnding, isLast: boolean, now: number): RunStep {
  const status = ending.goesOn ? "in_progress" : ending.step;
  const facts = factsOf(ending, isLast);
  return {
    ...endStep(draft.step, status, now),
    reasoning: draft.reasoning || null,
    stepDetails: { type: "tool_calls", toolCalls: draft.settled(ending.calls) },
    ...(ending.goesOn ? { warnings: ending.warnings } : facts),
  };
}

/** Tokens and receipt of a call stand on its last step only, so that sums over steps are right. */
function factsOf(ending: TurnEnding, isLast: boolean): Partial<RunStep> {
  const { lastError, usage, receipt, warnings } = ending;
  return isLast ? { lastError, usage, receipt, warnings } : { lastError };
}
