import type { Assistant, JsonObject } from "@inhouse/contracts";
import { responseFormatView, toolResourcesView, toolsView } from "./generation-views.ts";
import { seconds } from "./seconds.ts";

/** @returns the assistant as the wire has it */
export function assistantView(assistant: Assistant): JsonObject {
  return {
    id: assistant.id,
    object: "assistant",
    created_at: seconds(assistant.createdAt),
    name: assistant.name,
    description: assistant.description,
    model: assistant.model,
    instructions: assistant.instructions,
    tools: toolsView(assistant.tools),
    tool_resources: toolResourcesView(assistant.toolResources),
    metadata: assistant.metadata,
    temperature: assistant.temperature,
    top_p: assistant.topP,
    response_format: responseFormatView(assistant.responseFormat),
    reasoning_effort: assistant.reasoningEffort,
  };
}
