import type { HistoryItem } from "./history.ts";
import { renderMessage } from "./render-message.ts";

/** @returns whether the item is a message of a user that a prompt can show */
export function isUserMessage(item: HistoryItem): boolean {
  return item.kind === "message" && item.role === "user" && renderMessage(item) !== undefined;
}
