import type { ToolCaller } from "@inhouse/contracts";
import { InhouseError } from "@inhouse/contracts";
import type { HostCall } from "../pool/javascript-run.ts";
import { HostCallError } from "../pool/javascript-run.ts";
import { parseGuestJson } from "./parse-guest-json.ts";

/** Objects and lists arrive as such; a text that happens to read like a number stays a text. */
function asJson(output: string): string {
  if (/^[{[]/.test(output)) {
    try {
      JSON.parse(output);
      return output;
    } catch {
      // It only begins like JSON.
    }
  }
  return JSON.stringify(output);
}

/**
 * @param tools - the run's other tools
 * @param callable - the functions that code may call; absent: all of them
 * @returns them as code may call them
 */
export function toolCalls(
  tools: ToolCaller,
  callable: readonly string[] | undefined,
): Map<string, HostCall> {
  const call =
    (name: string): HostCall =>
    async (input, signal) => {
      try {
        const { output, isError } = await tools.call(name, parseGuestJson(input), { signal });
        if (isError === true) throw new HostCallError(output);
        return asJson(output);
      } catch (error) {
        // Its text is a sentence for the model that wrote the code.
        if (InhouseError.isInstance(error) && error.code === "tool_call") {
          throw new HostCallError(error.message);
        }
        throw error;
      }
    };
  const open = tools.list().filter(({ name }) => callable?.includes(name) ?? true);
  return new Map(open.map(({ name }) => [name, call(name)]));
}
