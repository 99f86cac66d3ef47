import type { MessagePart } from "@inhouse/contracts";
import { describeFile, isVisibleImage } from "./describe-file.ts";
import type { HistoryMessage } from "./history.ts";
import type { PromptMessage, PromptText, UserPromptPart } from "./prompt-message.ts";

/**
 * Files that a model cannot look at are named in text: it reads them by tools. Assistants cannot show images at all.
 *
 * @returns the message as a prompt shows it; undefined: nothing is left of it
 */
export function renderMessage(message: HistoryMessage): PromptMessage | undefined {
  const parts = message.content.flatMap((part) => renderPart(part, message));
  const attached = message.attachments.map(describeFile).join(", ");
  const content = attached === "" ? parts : [...parts, text(`[Attached files: ${attached}]`)];
  if (content.length === 0) return undefined;
  if (message.role === "user") return { role: "user", content };
  const texts = content.filter((part) => part.type === "text");
  return texts.length === 0 ? undefined : { role: "assistant", content: texts };
}

function renderPart(part: MessagePart, message: HistoryMessage): readonly UserPromptPart[] {
  switch (part.type) {
    case "text":
      return textOrNothing(part.text);
    case "refusal":
      return textOrNothing(part.refusal);
    case "image_url":
      if (message.role === "user")
        return [{ type: "image_url", url: part.url, detail: part.detail }];
      return [text(part.url.startsWith("data:") ? "[An image]" : `[An image: ${part.url}]`)];
    case "image_file":
    case "file": {
      const file = message.files.find(({ fileId }) => fileId === part.fileId);
      if (file === undefined) return [text(`[A file that no longer exists: ${part.fileId}]`)];
      if (part.type === "file" || message.role !== "user" || !isVisibleImage(file)) {
        return [text(`[File: ${describeFile(file)}]`)];
      }
      return [{ type: "file", file, detail: part.detail }];
    }
    default:
      return [];
  }
}

const text = (value: string): PromptText => ({ type: "text", text: value });

function textOrNothing(value: string): readonly PromptText[] {
  return value.trim() === "" ? [] : [text(value)];
}
