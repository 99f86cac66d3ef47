import type { JsonObject, StoredFile } from "@inhouse/contracts";
import { toWireId } from "../ids/wire-id.ts";

/**
 * @param file - a file
 * @returns it as the file API of DashScope has it
 */
export function fileView(file: StoredFile): JsonObject {
  return {
    file_id: toWireId(file.id),
    name: file.filename,
    description: file.metadata.description ?? "",
    size: file.bytes,
    gmt_create: new Date(file.createdAt).toISOString().slice(0, 19).replace("T", " "),
  };
}

/**
 * @param file - a file
 * @param assistantId - the assistant that has it, by the library's id
 * @returns it as a file of the assistant
 */
export function assistantFileView(file: StoredFile, assistantId: string): JsonObject {
  return {
    id: toWireId(file.id),
    object: "assistant.file",
    created_at: file.createdAt,
    assistant_id: toWireId(assistantId),
  };
}

/**
 * @param file - a file
 * @param messageId - the message that has it, by the library's id
 * @returns it as a file of the message
 */
export function messageFileView(file: StoredFile, messageId: string): JsonObject {
  return {
    id: toWireId(file.id),
    object: "thread.message.file",
    created_at: file.createdAt,
    message_id: toWireId(messageId),
  };
}
