import type { OfferedTool, OfferedToolChoice } from "../script/turn-request.ts";
import type { WireObject } from "./wire-value.ts";
import { wireObject, wireText } from "./wire-value.ts";

export function wireTool(tool: WireObject): OfferedTool {
  return {
    name: wireText(tool.name),
    description: typeof tool.description === "string" ? tool.description : undefined,
    inputSchema: tool.parameters,
  };
}

export function wireToolChoice(choice: unknown): OfferedToolChoice {
  if (choice === "none" || choice === "required") return { type: choice };
  const { type, name, function: named } = wireObject(choice);
  if (type !== "function") return { type: "auto" };
  return { type: "tool", toolName: wireText(name ?? wireObject(named).name) };
}
