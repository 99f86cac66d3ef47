import type { ToolFunction } from "@inhouse/contracts";
import type { ModelToolCall } from "./model-event.ts";
import type { SdkPart } from "./sdk.ts";
import { repairArguments, unknownToolProblem } from "./tool-call-arguments.ts";

/** Gives a call that the SDK refused a second chance, or a problem that the model can read. */
export async function settleToolCall(
  call: ModelToolCall,
  part: SdkPart,
  tools: readonly ToolFunction[],
): Promise<ModelToolCall> {
  if (part.type !== "tool-call" || part.invalid !== true) return call;
  const text = writtenInput(part) ?? call.arguments;
  const names = tools.map((tool) => tool.name);
  if (!names.includes(call.name)) {
    return { ...call, arguments: text, problem: unknownToolProblem(call.name, names) };
  }
  return { ...call, ...(await repairArguments(text)) };
}

/** The input as the model wrote it, where the SDK could not parse it. */
function writtenInput(part: Extract<SdkPart, { type: "tool-call" }>): string | undefined {
  const toolInput = (part.error as { toolInput?: unknown } | undefined)?.toolInput;
  if (typeof toolInput === "string") return toolInput;
  return typeof part.input === "string" ? part.input : undefined;
}
