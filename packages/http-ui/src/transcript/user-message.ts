import type { Message, MessagePart } from "@inhouse/contracts";
import type { FileLookup } from "../files/ui-file.ts";
import type { UIMessage, UIPart } from "./ui-message.ts";

/** The pair of a message's metadata that holds the id that its client gave it. */
export const messageIdKey = "ui_message_id";

/** @returns the id by which clients know a message that no run wrote */
export function uiMessageId({ id, metadata }: Message): string {
  return metadata[messageIdKey] ?? id;
}

/**
 * @param message - a message that a caller created
 * @param files - finds the files it names
 * @returns the message for clients
 */
export function callerMessage(message: Message, files: FileLookup): UIMessage {
  const { role, content } = message;
  const parts = content.map((part) => callerPart(part, files));
  return { id: uiMessageId(message), role, parts };
}

function callerPart(part: MessagePart, files: FileLookup): UIPart {
  switch (part.type) {
    case "text":
      return { type: "text", text: part.text };
    case "refusal":
      return { type: "text", text: part.refusal };
    case "image_url":
      return { type: "file", url: part.url, mediaType: "image/*" };
    case "image_file":
    case "file":
      return { type: "file", ...files(part.fileId) };
  }
}
