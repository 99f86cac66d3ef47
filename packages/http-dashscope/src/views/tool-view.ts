import type { AdapterToolDefinition, JsonObject, ToolDefinition } from "@inhouse/contracts";

/**
 * @param tool - a tool of an assistant or a run
 * @returns it as clients of this API see it: as it was sent
 */
export function toolView(tool: ToolDefinition): JsonObject {
  if (isAdapterTool(tool)) return tool;
  return { type: tool.type, function: { ...tool.function } };
}

function isAdapterTool(tool: ToolDefinition): tool is AdapterToolDefinition {
  return tool.type !== "function";
}
