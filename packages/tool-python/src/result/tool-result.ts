import type { ToolCallOutput, ToolResult } from "@inhouse/contracts";
import { isModelImage } from "../files/media-type.ts";
import type { SavedOutput } from "../files/save-outputs.ts";
import type { InterpreterError } from "./interpreter-error.ts";
import type { ResultParts } from "./result-text.ts";
import { errorText, logsText, resultText } from "./result-text.ts";

const shown = ({ file }: SavedOutput): ToolCallOutput =>
  file.mediaType.startsWith("image/")
    ? { type: "image", fileId: file.id }
    : { type: "file", fileId: file.id };

/**
 * @param parts - what a call left behind
 * @returns the result for the runtime
 */
export function toolResult(parts: ResultParts): ToolResult {
  const { saved } = parts.outputs;
  const logs = logsText(parts);
  const images = saved
    .filter(
      ({ file }) => isModelImage(file.mediaType) && file.bytes <= parts.limits.modelImageBytes,
    )
    .map(({ file }) => file.id);
  return {
    output: resultText(parts),
    outputs: [...(logs === "" ? [] : [{ type: "logs", logs } as const]), ...saved.map(shown)],
    ...(parts.error !== null && { isError: true }),
    ...(images.length > 0 && { imageFileIds: images }),
  };
}

/**
 * @param error - why the code was not run
 * @returns the result for the runtime
 */
export const failedResult = (error: InterpreterError): ToolResult => ({
  output: errorText(error),
  isError: true,
});
