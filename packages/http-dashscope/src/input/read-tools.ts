import type { JsonValue } from "@inhouse/contracts";
import { objectFields, renamed } from "./wire-fields.ts";

const functionFields = {
  name: "name",
  description: "description",
  parameters: "parameters",
  strict: "strict",
};

/** What older programs call a tool. */
const olderNames: ReadonlyMap<unknown, string> = new Map([["wanx", "text_to_image"]]);

/**
 * Functions are brought into the library's form. All other entries are handed on as they are, but for the newer name of
 * their type, for the tool of that type to read; a type that no tool of the runtime has is refused there.
 *
 * @param tools - the `tools` of a body; undefined: none were sent
 * @returns them under that name; nothing if none were sent
 * @throws InvalidInputError if a function is no object
 */
export function readTools(tools: JsonValue | undefined): { readonly tools?: JsonValue } {
  if (tools === undefined) return {};
  if (!Array.isArray(tools)) return { tools };
  return { tools: tools.map((tool, index) => readTool(tool, `tools[${index}]`)) };
}

function readTool(tool: JsonValue, param: string): JsonValue {
  const entry = objectFields(tool, param);
  const { type, function: described } = entry;
  const newerName = olderNames.get(type);
  if (newerName !== undefined) return { ...entry, type: newerName };
  if (type !== "function") return tool;
  const fields = objectFields(described, `${param}.function`);
  return { type, function: renamed(fields, functionFields) };
}
