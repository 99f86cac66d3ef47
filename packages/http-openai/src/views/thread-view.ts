import type { JsonObject, Thread } from "@inhouse/contracts";
import { toolResourcesView } from "./generation-views.ts";
import { seconds } from "./seconds.ts";

/** @returns the thread as the wire has it */
export function threadView(thread: Thread): JsonObject {
  return {
    id: thread.id,
    object: "thread",
    created_at: seconds(thread.createdAt),
    metadata: thread.metadata,
    tool_resources: toolResourcesView(thread.toolResources),
  };
}
