import type { Message, Run } from "@inhouse/contracts";
import { answersKey } from "../chat/thread-runs.ts";
import { uiMessageId } from "./user-message.ts";

/** A message that a caller created, or a run whose messages are one message of the chat. */
export type ChatEntry = Message | Run;

/**
 * The order of a chat. A run comes behind the message that it answers: what an interrupted run had written is stored behind the
 * message that interrupted it. A run that does not say what it answers comes where its first message is, and one that wrote
 * nothing where its time is.
 *
 * @param messages - messages of the thread, the oldest first
 * @param runs - the runs to place, the oldest first
 */
export function arrangeChat(messages: readonly Message[], runs: readonly Run[]): ChatEntry[] {
  const entries: ChatEntry[] = messages.filter(({ runId }) => runId === null);
  for (const run of runs) {
    const place = placeOf(run, entries, messages);
    entries.splice(place, 0, run);
  }
  return entries;
}

function placeOf(run: Run, entries: readonly ChatEntry[], messages: readonly Message[]): number {
  const answered = entries.findIndex(
    (entry) => isMessage(entry) && uiMessageId(entry) === run.metadata[answersKey],
  );
  if (answered >= 0) return behindRuns(entries, answered + 1);
  const first = messages.findIndex(({ runId }) => runId === run.id);
  if (first >= 0) {
    const before = messages.slice(0, first).findLast(({ runId }) => runId === null);
    return before === undefined
      ? behindRuns(entries, 0)
      : behindRuns(entries, entries.indexOf(before) + 1);
  }
  const later = entries.findIndex(({ createdAt }) => createdAt > run.createdAt);
  return later < 0 ? entries.length : later;
}

function behindRuns(entries: readonly ChatEntry[], from: number): number {
  const next = entries.slice(from).findIndex(isMessage);
  return next < 0 ? entries.length : from + next;
}

/** @returns whether an entry is a message, and not a run */
export function isMessage(entry: ChatEntry): entry is Message {
  return "content" in entry;
}
