import type { Annotation, JsonObject, Message, MessagePart } from "@inhouse/contracts";
import { seconds } from "./seconds.ts";

/**
 * @param message - the message
 * @param extensions - whether to show what the hosted API has no words for
 * @returns the message as the wire has it
 */
export function messageView(message: Message, extensions: boolean): JsonObject {
  return {
    id: message.id,
    object: "thread.message",
    created_at: seconds(message.createdAt),
    thread_id: message.threadId,
    status: message.status,
    incomplete_details:
      message.incompleteDetails === null ? null : { reason: message.incompleteDetails.reason },
    completed_at: seconds(message.completedAt),
    incomplete_at: seconds(message.incompleteAt),
    role: message.role,
    content: message.content.flatMap((part) => partView(part, extensions) ?? []),
    assistant_id: message.assistantId,
    run_id: message.runId,
    attachments: [...message.attachments.map(attachmentView), ...fileParts(message.content)],
    metadata: message.metadata,
  };
}

/** @returns the part as the wire has it; null: the wire has no such part, and shows it as an attachment */
export function partView(part: MessagePart, extensions: boolean): JsonObject | null {
  switch (part.type) {
    case "text": {
      const annotations = part.annotations.flatMap((one) => annotationView(one, extensions) ?? []);
      return { type: "text", text: { value: part.text, annotations } };
    }
    case "image_file":
      return { type: "image_file", image_file: { file_id: part.fileId, detail: part.detail } };
    case "image_url":
      return { type: "image_url", image_url: { url: part.url, detail: part.detail } };
    case "refusal":
      return { type: "refusal", refusal: part.refusal };
    case "file":
      return null;
  }
}

/** @returns the reference as the wire has it; null: it is one that the wire does not show */
export function annotationView(annotation: Annotation, extensions: boolean): JsonObject | null {
  const { type, text, startIndex, endIndex } = annotation;
  const span = { text, start_index: startIndex, end_index: endIndex };
  switch (type) {
    case "file_path":
      return { type, ...span, file_path: { file_id: annotation.fileId } };
    case "file_citation":
      return { type, ...span, file_citation: { file_id: annotation.fileId } };
    case "url_citation": {
      // Clients take whatever is no path for a citation of a file.
      if (!extensions) return null;
      const { url, title } = annotation;
      return { type, ...span, url_citation: { url, ...(title !== undefined && { title }) } };
    }
  }
}

function attachmentView({ fileId, tools }: Message["attachments"][number]): JsonObject {
  return { file_id: fileId, tools: tools.map(({ type }) => ({ type })) };
}

/** Files that a tool made, and that no text names. */
function fileParts(content: readonly MessagePart[]): JsonObject[] {
  return content.flatMap((part) =>
    part.type === "file" ? { file_id: part.fileId, tools: [{ type: "code_interpreter" }] } : [],
  );
}
