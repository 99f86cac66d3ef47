import type { JsonObject, Message } from "@inhouse/contracts";
import { toWireId } from "../ids/wire-id.ts";
import { contentView } from "./content-view.ts";
import { metadataView } from "./metadata-view.ts";

/**
 * @param message - a message
 * @returns it as clients of this API see it
 */
export function messageView(message: Message): JsonObject {
  return {
    id: toWireId(message.id),
    object: "thread.message",
    created_at: message.createdAt,
    thread_id: toWireId(message.threadId),
    role: message.role,
    status: message.status,
    content: message.content.flatMap((part) => contentView(part) ?? []),
    assistant_id: toWireId(message.assistantId ?? ""),
    run_id: toWireId(message.runId ?? ""),
    file_ids: messageFileIds(message).map(toWireId),
    metadata: metadataView(message.metadata),
    completed_at: message.completedAt,
    incomplete_at: message.incompleteAt,
    incomplete_details: message.incompleteDetails && { reason: message.incompleteDetails.reason },
  };
}

/**
 * @param message - a message
 * @returns the ids of all files that came with it or are shown in it, each once: the Python SDK loses those inside of parts
 */
export function messageFileIds({ attachments, content }: Message): string[] {
  const attached = attachments.map(({ fileId }) => fileId);
  const shown = content.flatMap((part) => ("fileId" in part ? [part.fileId] : []));
  return [...new Set([...attached, ...shown])];
}
