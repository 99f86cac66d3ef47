import type { StoredFile, ToolCallOutput, ToolResult } from "@inhouse/contracts";
import type { ExecutionReport } from "../executor.ts";
import type { JavaScriptLimits } from "../limits.ts";
import { errorText, shownValue } from "../result/result-text.ts";
import type { SandboxError } from "../result/sandbox-error.ts";
import { truncateMiddle } from "../result/truncate.ts";

/**
 * @param report - how a call went
 * @param made - the files that it made
 * @param limits - what it ran under
 * @returns the value for the model; what the function printed, and where it failed, for people
 */
export function functionResult(
  { value, printed, error }: ExecutionReport,
  made: readonly StoredFile[],
  { modelChars }: JavaScriptLimits,
): ToolResult {
  const output = error === null ? shownValue(value) || "null" : toldError(error);
  const logs = [printed.all.replace(/\n$/, ""), ...(error === null ? [] : [errorText(error)])];
  const text = truncateMiddle(logs.filter((one) => one !== "").join("\n"), modelChars);
  return {
    output: truncateMiddle(output, modelChars),
    outputs: [...(text === "" ? [] : [{ type: "logs" as const, logs: text }]), ...made.map(shown)],
    ...(error !== null && { isError: true }),
  };
}

/** The model did not write the function: lines and frames tell it nothing. */
function toldError({ type, message, retryable }: SandboxError): string {
  const note = retryable ? "\nThe same call may succeed when it is made again." : "";
  return `error: ${type}: ${message}${note}`;
}

function shown({ id, mediaType }: StoredFile): ToolCallOutput {
  return mediaType.startsWith("image/")
    ? { type: "image", fileId: id }
    : { type: "file", fileId: id };
}
