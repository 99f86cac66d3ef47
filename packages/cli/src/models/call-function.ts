import type { TurnFunction, TurnRequest } from "@inhouse/model-scripted";
import { toolCall } from "@inhouse/model-scripted";
import { fittingArguments } from "./fitting-arguments.ts";

/** Calls the function that it must call, or else the first one, and answers from what came out. */
export const callFunction: TurnFunction = async (request) => {
  const { toolResults } = request;
  if (toolResults.length > 0) {
    return toolResults.map(({ toolName, text }) => `${toolName} returned: ${text}`).join("\n");
  }
  const tool = chosenTool(request);
  if (tool === undefined) return "There is no function that I can call.";
  return toolCall(tool.name, await fittingArguments(tool.inputSchema));
};

function chosenTool({ tools, toolChoice }: TurnRequest): TurnRequest["tools"][number] | undefined {
  if (toolChoice.type === "none") return undefined;
  if (toolChoice.type !== "tool") return tools[0];
  return tools.find(({ name }) => name === toolChoice.toolName);
}
