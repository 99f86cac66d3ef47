import type {
  JsonObject,
  JsonValue,
  ResponseFormat,
  ToolChoice,
  ToolDefinition,
  ToolResources,
  TruncationStrategy,
  Usage,
} from "@inhouse/contracts";

/** @returns the form of an answer as the wire has it */
export function responseFormatView(format: ResponseFormat): JsonValue {
  if (format.type === "text") return "auto";
  if (format.type === "json_object") return { type: "json_object" };
  return { type: "json_schema", json_schema: { ...format.jsonSchema } };
}

/** @returns the tools as the wire has them, `strict` filled in */
export function toolsView(tools: readonly ToolDefinition[]): JsonValue[] {
  return tools.map((tool): JsonObject => {
    if (!isFunction(tool)) return tool;
    return { type: "function", function: { strict: false, ...tool.function } };
  });
}

function isFunction(
  tool: ToolDefinition,
): tool is Extract<ToolDefinition, { readonly function: unknown; readonly type: "function" }> {
  return tool.type === "function";
}

/** @returns what the model must call, as the wire has it */
export function toolChoiceView(choice: ToolChoice): JsonValue {
  if (typeof choice === "string") return choice;
  return "function" in choice
    ? { type: "function", function: { name: choice.function.name } }
    : { type: choice.type };
}

/** @returns which part of a thread is sent; what the hosted API has no word for is `auto` */
export function truncationView(strategy: TruncationStrategy): JsonObject {
  if (strategy.type !== "last_messages") return { type: "auto", last_messages: null };
  return { type: "last_messages", last_messages: strategy.lastMessages };
}

/** @returns what tools may use, as the wire has it */
export function toolResourcesView({ code_interpreter, file_search }: ToolResources): JsonObject {
  return {
    ...(code_interpreter?.fileIds !== undefined && {
      code_interpreter: { file_ids: code_interpreter.fileIds },
    }),
    ...(file_search?.vectorStoreIds !== undefined && {
      file_search: { vector_store_ids: file_search.vectorStoreIds },
    }),
  };
}

/** @returns tokens as the wire has them */
export function usageView(usage: Usage | null): JsonObject | null {
  if (usage === null) return null;
  return {
    prompt_tokens: usage.promptTokens,
    completion_tokens: usage.completionTokens,
    total_tokens: usage.totalTokens,
    prompt_token_details: { cached_tokens: usage.cachedPromptTokens ?? 0 },
    completion_tokens_details: { reasoning_tokens: usage.reasoningTokens ?? 0 },
  };
}
