import type { JsonObject, JsonValue, ToolCall, ToolCallOutput } from "@inhouse/contracts";

/**
 * @param call - the call
 * @param contents - whether to show the texts that a search found
 * @returns the call as it stands in a step; tools that the hosted API does not know look like functions
 */
export function toolCallView(call: ToolCall, contents: boolean): JsonObject {
  const { parentId } = call;
  const view = ownView(call, contents);
  // The hosted API has no word for a call that code made: who knows of it sees it, and for all others it is a call.
  return parentId === undefined ? view : { ...view, inhouse_parent_id: parentId };
}

function ownView(call: ToolCall, contents: boolean): JsonObject {
  const { id } = call;
  if (call.type === "code_interpreter") {
    const outputs = codeOutputs(call.outputs);
    return { id, type: call.type, code_interpreter: { input: codeOf(call.arguments), outputs } };
  }
  if (call.type === "file_search") {
    return { id, type: call.type, file_search: searchView(call, contents) };
  }
  const { name, arguments: args, output } = call;
  return { id, type: "function", function: { name, arguments: args, output } };
}

/** @returns the call as a run that waits shows it */
export function awaitedCallView({ id, name, arguments: args }: ToolCall): JsonObject {
  return { id, type: "function", function: { name, arguments: args } };
}

/** @returns the code in the arguments of a call; arguments of another form are shown as they are */
export function codeOf(args: string): string {
  try {
    const { code } = JSON.parse(args) as { readonly code?: unknown };
    return typeof code === "string" ? code : args;
  } catch {
    return args;
  }
}

/** @returns what a code interpreter showed, as the wire has it */
export function codeOutputs(outputs: readonly ToolCallOutput[]): JsonObject[] {
  return outputs.flatMap((output): JsonObject[] => {
    if (output.type === "logs") return [{ type: "logs", logs: output.logs }];
    return output.type === "image" ? [{ type: "image", image: { file_id: output.fileId } }] : [];
  });
}

function searchView({ outputs }: ToolCall, contents: boolean): JsonObject {
  const found = outputs.flatMap((output) => (output.type === "data" ? [output.data] : []));
  const view = found.find((data): data is JsonObject => isObject(data) && "results" in data);
  if (view === undefined) return {};
  const { results } = view;
  if (contents || !Array.isArray(results)) return view;
  return { ...view, results: results.map((result: JsonValue) => withoutContent(result)) };
}

function withoutContent(result: JsonValue): JsonValue {
  if (!isObject(result)) return result;
  const { content: _, ...rest } = result;
  return rest;
}

function isObject(value: JsonValue): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
