import type { ContextEpoch } from "./context-epoch.ts";
import type { HistoryItem } from "./history.ts";
import { isUserMessage } from "./user-message.ts";

/** @returns whether `last_messages` counts the item: it is a message of the thread that the run found when it began */
export function countsAsMessage(item: HistoryItem, runId: string): boolean {
  if (item.kind === "message") return true;
  if (item.runId === runId) return false;
  return item.parts.some(
    (part) => part.type === "file" || (part.type === "text" && part.text.trim() !== ""),
  );
}

/**
 * A run keeps the window that it began with, since its own answers do not count.
 *
 * @param history - the thread's items in order
 * @param count - how many messages
 * @param runId - the run
 * @returns the window of the newest messages with the tool calls between them, or from the newest message of a user on if
 *   that is older; null: the whole history
 */
export function lastMessagesEpoch(
  history: readonly HistoryItem[],
  count: number,
  runId: string,
): ContextEpoch | null {
  const counted = history.filter((item) => countsAsMessage(item, runId));
  const oldest = counted.at(-count);
  const user = history.findLast(isUserMessage);
  if (oldest === undefined) return null;
  const start = Math.min(oldest.sequence, user?.sequence ?? oldest.sequence);
  if (start === history[0]?.sequence) return null;
  return { start, resume: null, shortenBefore: null, outputLimit: null, runId };
}
