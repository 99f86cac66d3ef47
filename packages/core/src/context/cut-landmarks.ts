import type { HistoryItem } from "./history.ts";
import { isUserMessage } from "./user-message.ts";

/** Places in a window that cuts go by, as indexes. */
export interface CutLandmarks {
  /** Where a prompt may start, in order: at messages of users, or anywhere if there are none; the last is the anchor. */
  readonly starts: readonly number[];
  /** Where the running exchange starts, which stays as long as anything else can go. */
  readonly anchor: number;
  /** The newest message of a user; -1: there is none. */
  readonly newestUser: number;
  /** The newest turn; -1: there is none. */
  readonly newestTurn: number;
}

/**
 * @param items - the items of the window in order, at least one
 * @param runId - the run that is under way
 */
export function findLandmarks(items: readonly HistoryItem[], runId: string): CutLandmarks {
  const all = [...items.keys()];
  const users = all.filter((index) => isUserAt(items, index));
  const newestUser = users.at(-1) ?? -1;
  const firstOwn = items.findIndex((item) => item.kind === "turn" && item.runId === runId);
  const asked =
    firstOwn < 0 ? newestUser : (users.findLast((index) => index < firstOwn) ?? firstOwn);
  const anchor = asked >= 0 ? asked : items.length - 1;
  const borders = users.length > 0 ? users : all;
  return {
    starts: [...borders.filter((index) => index < anchor), anchor],
    anchor,
    newestUser,
    newestTurn: items.findLastIndex(({ kind }) => kind === "turn"),
  };
}

function isUserAt(items: readonly HistoryItem[], index: number): boolean {
  const item = items[index];
  return item !== undefined && isUserMessage(item);
}
