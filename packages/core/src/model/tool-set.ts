import type { ToolFunction } from "@inhouse/contracts";
import type { ToolSet } from "ai";
import { impossibleCall } from "./call-failures.ts";
import type { ModelCall } from "./model-call.ts";
import type { Sdk, SdkRequest } from "./sdk.ts";

/**
 * The functions as the AI SDK wants them, without `execute`, so that it never runs one. Sorted by name, because
 * providers cache prompts by their beginning, and the tools stand there.
 */
export function toToolSet(tools: readonly ToolFunction[], sdk: Pick<Sdk, "jsonSchema">): ToolSet {
  const sorted = tools.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return Object.fromEntries(
    sorted.map(({ name, description, parameters, strict }) => [
      name,
      {
        description,
        inputSchema: sdk.jsonSchema(parameters),
        ...(strict !== undefined && { strict }),
      },
    ]),
  );
}

/**
 * @returns what to send as the tool choice; nothing where there are no tools, for providers refuse it then
 * @throws ModelCallError if the choice names a function that is not among the tools
 */
export function toSdkToolChoice(
  call: Pick<ModelCall, "toolChoice" | "tools">,
): Pick<SdkRequest, "toolChoice"> {
  const { toolChoice, tools } = call;
  if (typeof toolChoice === "string") return tools.length === 0 ? {} : { toolChoice };
  const { functionName } = toolChoice;
  if (tools.some((tool) => tool.name === functionName)) {
    return { toolChoice: { type: "tool", toolName: functionName } };
  }
  throw impossibleCall(
    `The tool choice names '${functionName}', which is not among the tools of the call.`,
  );
}
