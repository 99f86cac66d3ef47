import type { JsonObject, ToolCall } from "@inhouse/contracts";
import { imageOutput } from "./image-output.ts";

/**
 * @param call - a call of a step
 * @returns it as clients of this API see it: a function's with its name, and every other tool's under its type, with arguments
 *   and output as text
 */
export function toolCallView(call: ToolCall): JsonObject {
  const { id, type, name, arguments: text, output } = call;
  if (type === "function") {
    // The output appears once there is one.
    const told = output === null ? {} : { output };
    return { id, type, function: { name, arguments: text, ...told } };
  }
  return { id, type, [type]: { arguments: text, output: outputText(call) ?? "" } };
}

/**
 * @param call - a call of a tool that is no function
 * @returns its output as text; null: there is none yet
 */
export function outputText(call: ToolCall): string | null {
  return call.type === "text_to_image" ? imageOutput(call) : call.output;
}
