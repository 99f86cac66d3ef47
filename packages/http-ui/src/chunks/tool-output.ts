import type { JsonValue, ToolCall, ToolCallOutput } from "@inhouse/contracts";
import type { FileLookup } from "../files/ui-file.ts";

/**
 * What a client's tool part shows as output: the tool's own value. Where the tool also shows something, such as logs and
 * images of a code interpreter, it is `{ output, outputs }` with a URL for each file.
 *
 * @param call - a call with its outcome
 * @param files - finds the files it shows
 */
export function toolOutput(call: ToolCall, files: FileLookup): JsonValue {
  const output = decodeOutput(call.output ?? "");
  if (call.outputs.length === 0) return output;
  return { output, outputs: call.outputs.map((one) => shownOutput(one, files)) };
}

/**
 * @param output - what a client gave as the output of a call
 * @returns the text that the model is told, from which {@link toolOutput} makes the same output again
 */
export function encodeOutput(output: unknown): string {
  if (typeof output === "string" && parseJson(output) === undefined) return output;
  return JSON.stringify(output ?? null);
}

function decodeOutput(text: string): JsonValue {
  return parseJson(text) ?? text;
}

function shownOutput(output: ToolCallOutput, files: FileLookup): JsonValue {
  if (output.type === "logs") return { type: "logs", logs: output.logs };
  if (output.type === "data") return { type: "data", data: output.data };
  return { type: output.type, ...files(output.fileId) };
}

/**
 * @param text - the arguments of a call as the model wrote them
 * @returns the arguments, no text at all counting as none; undefined if they are not JSON
 */
export function parseArguments(text: string): JsonValue | undefined {
  return text.trim() === "" ? {} : parseJson(text);
}

function parseJson(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}
