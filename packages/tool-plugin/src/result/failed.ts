import type { ToolResult } from "@inhouse/contracts";

/** @returns an error that the model reads */
export function failed(output: string): ToolResult {
  return { output, isError: true };
}
