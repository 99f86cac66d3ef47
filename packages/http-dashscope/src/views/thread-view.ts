import type { JsonObject, Thread } from "@inhouse/contracts";
import { toWireId } from "../ids/wire-id.ts";
import { metadataView } from "./metadata-view.ts";

/**
 * @param thread - a thread
 * @returns it as clients of this API see it
 */
export function threadView(thread: Thread): JsonObject {
  return {
    id: toWireId(thread.id),
    object: "thread",
    created_at: thread.createdAt,
    metadata: metadataView(thread.metadata),
  };
}
