import type { JsonObject, ToolCall } from "@inhouse/contracts";
import type { FileUrl } from "../links/file-links.ts";
import { imageOutput } from "./image-output.ts";

/**
 * @param call - a call of a step
 * @param fileUrl - finds the address of a file
 * @returns it as clients of this API see it: a function's with its name, and every other tool's under its type, with arguments
 *   and output as text
 */
export function toolCallView(call: ToolCall, fileUrl: FileUrl): JsonObject {
  const { id, type, name, arguments: text, output } = call;
  if (type === "function") {
    // The output appears once there is one.
    const told = output === null ? {} : { output };
    return { id, type, function: { name, arguments: text, ...told } };
  }
  return { id, type, [type]: { arguments: text, output: outputText(call, fileUrl) ?? "" } };
}

/**
 * @param call - a call of a tool that is no function
 * @param fileUrl - finds the address of a file
 * @returns its output as text; null: there is none yet
 */
export function outputText(call: ToolCall, fileUrl: FileUrl): string | null {
  return call.type === "text_to_image" ? imageOutput(call, fileUrl) : call.output;
}
