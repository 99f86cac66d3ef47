import type { Message, RunStep, StorageWrite } from "@inhouse/contracts";
import type { UnnumberedEvent } from "../events/packed-event.ts";
import type { StepRecord, StoredPart } from "../storage/record-values.ts";
import type { TenantStorage } from "../storage/tenant-storage.ts";
import type { ThreadEntry } from "./thread-entry.ts";
import type { TurnAssembler } from "./turn-assembler.ts";
import type { TurnEnding } from "./turn-ending.ts";
import {
  endMessage,
  endMessageStep,
  endToolStep,
  messageEndEvent,
  stepEndEvents,
} from "./turn-ending.ts";

/** Of which model answer the records are. */
export interface TurnIdentity {
  readonly turnId: string;
  /** The model that answered, as `provider/model`. */
  readonly model: string;
  readonly finished: boolean;
  readonly superseded: boolean;
  readonly promptFingerprint: string;
}

/** What a turn puts into the store and shows to readers. */
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
  const { message, messageStep, toolStep } = turn;
  if (message !== null && messageStep !== null) {
    const wasShown = toolStep !== null;
    const step = endMessageStep(messageStep, ending, toolStep === null, at.now);
    const ended = endMessage(message, ending.incomplete, at.now);
    const record = stepRecord(identity, step, turn.storedParts("message_creation"));
    entries.push({ sequence, step: record });
    writes.push(stepInsert(storage, record, sequence++));
    if (!identity.superseded) {
      entries.push({ sequence, message: ended });
      writes.push(messageInsert(storage, ended, sequence++));
    }
    if (!wasShown) events.push(messageEndEvent(ended));
    if (identity.superseded) {
      events.push({ type: "thread.message.deleted", data: { messageId: ended.id } });
    }
    if (!wasShown) events.push(...stepEndEvents(step));
  }
  if (toolStep !== null) {
    const step = endToolStep(toolStep, ending, messageStep === null, at.now);
    const record = stepRecord(identity, step, turn.storedParts("tool_calls"));
    entries.push({ sequence, step: record });
    writes.push(stepInsert(storage, record, sequence++));
    events.push(...stepEndEvents(step));
  }
  return { writes, events, nextSequence: sequence, entries };
}

function stepRecord(
  identity: TurnIdentity,
  step: RunStep,
  parts: readonly StoredPart[],
): StepRecord {
  return { ...identity, step, parts };
}

function stepInsert(storage: TenantStorage, record: StepRecord, sequence: number): StorageWrite {
  const { id, threadId, runId } = record.step;
  return storage.insert("step", {
    id,
    partition: threadId,
    parent: threadId,
    sequence,
    keys: { runId },
    value: record,
  });
}

/** @returns the write that puts a message into its thread */
export function messageInsert(
  storage: TenantStorage,
  message: Message,
  sequence: number,
): StorageWrite {
  return storage.insert("message", {
    id: message.id,
    partition: message.threadId,
    parent: message.threadId,
    sequence,
    keys: { runId: message.runId ?? "" },
    value: message,
  });
}
