import type { ToolCaller } from "@inhouse/contracts";
import { ToolCallError } from "@inhouse/contracts";
import type { HostCall } from "../pool/javascript-run.ts";
import { HostCallError } from "../pool/javascript-run.ts";
import { parseGuestJson } from "./parse-guest-json.ts";

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * @param tools - the run's other tools
 * @returns them as code may call them: an output that is JSON arrives as its value, any other as a string
 */
export function toolCalls(tools: ToolCaller): Map<string, HostCall> {
  const call =
    (name: string): HostCall =>
    async (input, signal) => {
      try {
        const { output, isError } = await tools.call(name, parseGuestJson(input), { signal });
        if (isError === true) throw new HostCallError(output);
        return isJson(output) ? output : JSON.stringify(output);
      } catch (error) {
        // Its text is a sentence for the model that wrote the code.
        if (error instanceof ToolCallError) throw new HostCallError(error.message);
        throw error;
      }
    };
  return new Map(tools.list().map(({ name }) => [name, call(name)]));
}
