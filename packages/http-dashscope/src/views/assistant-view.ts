import type { Assistant, JsonObject } from "@inhouse/contracts";
import { toWireId } from "../ids/wire-id.ts";
import { fileIdsOf } from "../input/file-resources.ts";
import { samplingOf } from "../input/sampling.ts";
import { metadataView } from "./metadata-view.ts";
import { toolView } from "./tool-view.ts";

/**
 * @param assistant - an assistant
 * @returns it as clients of this API see it
 */
export function assistantView(assistant: Assistant): JsonObject {
  const { topK, maxTokens } = samplingOf(assistant.providerOptions);
  return {
    id: toWireId(assistant.id),
    object: "assistant",
    created_at: assistant.createdAt,
    model: assistant.model,
    name: assistant.name ?? "",
    description: assistant.description ?? "",
    instructions: assistant.instructions ?? "",
    tools: assistant.tools.map(toolView),
    file_ids: fileIdsOf(assistant.toolResources).map(toWireId),
    metadata: metadataView(assistant.metadata),
    temperature: assistant.temperature,
    top_p: assistant.topP,
    top_k: topK,
    max_tokens: maxTokens,
  };
}
