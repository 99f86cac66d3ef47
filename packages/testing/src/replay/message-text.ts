import type { Message } from "@inhouse/contracts";

/** @returns the text of a message, all its parts together */
export function messageText(message: Message): string {
  return message.content.map((part) => (part.type === "text" ? part.text : "")).join("");
}
