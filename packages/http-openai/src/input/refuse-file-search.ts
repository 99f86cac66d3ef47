import type { ToolDefinition, ToolResources } from "@inhouse/contracts";
import type { CreateMessage } from "@inhouse/core";
import { OpenAIRefusal } from "../faults/openai-refusal.ts";

/** What of a request may name the search of files. */
export interface SearchableInput {
  readonly tools?: readonly ToolDefinition[] | null;
  readonly toolResources?: ToolResources | null;
  readonly messages?: readonly CreateMessage[];
}

/**
 * Refuses what would silently do nothing in a runtime that cannot search files.
 *
 * @param input - what came
 * @param at - the field that holds it, with a dot behind; `""`: the body itself
 * @throws OpenAIRefusal naming the field
 */
export function refuseFileSearch(
  { tools, toolResources, messages }: SearchableInput,
  at = "",
): void {
  const tool = tools?.findIndex(({ type }) => type === "file_search") ?? -1;
  if (tool >= 0) throw noFileSearch(`${at}tools[${tool}].type`);
  if (toolResources?.file_search !== undefined)
    throw noFileSearch(`${at}tool_resources.file_search`);
  for (const [index, { attachments = [] }] of (messages ?? []).entries()) {
    const found = attachments.findIndex(({ tools: uses }) =>
      uses.every(({ type }) => type === "file_search"),
    );
    if (found >= 0) throw noFileSearch(`${at}messages[${index}].attachments[${found}].tools`);
  }
}

/** @returns refuses what needs a tool that searches files */
export function noFileSearch(param: string | null): OpenAIRefusal {
  const message =
    "This server has no tool for file_search, and so no vector stores. Give the runtime a tool of the type 'file_search'.";
  return new OpenAIRefusal({ message, param, code: "file_search_unavailable" });
}
