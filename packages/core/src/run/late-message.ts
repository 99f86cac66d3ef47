import type { Message, RunStep, StorageWrite } from "@inhouse/contracts";
import type { UnnumberedEvent } from "../events/packed-event.ts";
import type { LateMessage } from "../storage/record-values.ts";
import type { TenantStorage } from "../storage/tenant-storage.ts";
import type { MessageDraft } from "./message-draft.ts";
import type { StepBase } from "./new-objects.ts";
import { newMessage, newStep } from "./new-objects.ts";
import { messageInsert, stepInsert } from "./thread-inserts.ts";
import {
  endMessage,
  endStep,
  messageBeginEvents,
  messageEndEvent,
  stepBeginEvents,
  stepEndEvents,
} from "./turn-ending.ts";
import type { TurnEnding, TurnIdentity, TurnWrites } from "./turn-writes.ts";

/** How a late message ends. */
export type LateEnding = Omit<TurnEnding, "calls" | "goesOn">;

/** @returns the message as it waits for the calls in front of it */
export function lateMessageOf(draft: MessageDraft): LateMessage {
  const { content } = draft.message;
  return { stepId: draft.step.id, messageId: draft.id, content, parts: draft.parts };
}

/**
 * Puts the message behind its calls, and tells of it, from its beginning to its end.
 *
 * @param storage - whose message
 * @param identity - of which answer
 * @param base - of which run
 * @param late - the message
 * @param ending - how it ended
 * @param at - the first free place in the thread, and the time
 */
export function lateWrites(
  storage: TenantStorage,
  identity: TurnIdentity,
  base: StepBase,
  late: LateMessage,
  ending: LateEnding,
  at: { readonly sequence: number; readonly now: number },
): TurnWrites {
  const { now, sequence } = at;
  const details = { type: "message_creation", messageId: late.messageId } as const;
  const begun = newStep(base, { id: late.stepId, now, details });
  const empty = newMessage(base, { id: late.messageId, now });
  const message = endMessage({ ...empty, content: late.content }, ending.incomplete, now);
  const { usage, receipt, warnings, lastError } = ending;
  const facts = { usage, receipt, warnings, lastError };
  const step: RunStep = { ...endStep(begun, ending.step, now), ...facts };
  const record = { ...identity, step, parts: late.parts, onClose: null };
  const writes: StorageWrite[] = [
    stepInsert(storage, record, sequence),
    messageInsert(storage, message, sequence + 1),
  ];
  const events = [
    ...stepBeginEvents(begun),
    ...messageBeginEvents(empty),
    ...contentDeltas(message),
    messageEndEvent(message),
    ...stepEndEvents(step),
  ];
  const entries = [
    { sequence, step: record },
    { sequence: sequence + 1, message },
  ];
  return { writes, events, nextSequence: sequence + 2, entries };
}

function contentDeltas({ id: messageId, content }: Message): readonly UnnumberedEvent[] {
  return content.flatMap((part, index): UnnumberedEvent[] => {
    if (part.type !== "text") {
      return [{ type: "thread.message.delta", data: { type: "part", messageId, index, part } }];
    }
    const { text, annotations } = part;
    const written = { type: "text", messageId, index, text } as const;
    return [
      { type: "thread.message.delta", data: written },
      ...annotations.map((annotation): UnnumberedEvent => {
        const data = { type: "annotation", messageId, index, annotation } as const;
        return { type: "thread.message.delta", data };
      }),
    ];
  });
}
