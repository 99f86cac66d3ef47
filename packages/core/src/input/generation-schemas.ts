import type {
  AdapterToolDefinition,
  FunctionToolDefinition,
  ReasoningEffort,
  ResponseFormat,
  ToolChoice,
  ToolDefinition,
  TruncationStrategy,
} from "@inhouse/contracts";
import * as v from "valibot";
import { byType, integer, listOf, nonEmpty, oneOf, text } from "./common-schemas.ts";
import { at, fields } from "./fields.ts";
import { jsonObject } from "./plain-json.ts";
import type { Schema } from "./schema.ts";

const maxDescription = 4_096;
const nameForm = "a name of 1 to 64 of [a-zA-Z0-9_-]";

/** What providers take as the name of a function or a schema. */
export const functionName: Schema<string> = v.pipe(
  v.string(nameForm),
  v.regex(/^[a-zA-Z0-9_-]{1,64}$/, nameForm),
);

const description = v.exactOptional(text(maxDescription));

/** How much a model should think. */
export const reasoningEffort: Schema<ReasoningEffort> = oneOf([
  "none",
  "minimal",
  "low",
  "medium",
  "high",
  "xhigh",
  "max",
]);

/** The form of an answer. */
export const responseFormat: Schema<ResponseFormat> = byType<ResponseFormat>({
  text: fields({ type: v.literal("text") }),
  json_object: fields({ type: v.literal("json_object") }),
  json_schema: fields({
    type: v.literal("json_schema"),
    jsonSchema: fields({
      name: functionName,
      description,
      schema: v.exactOptional(jsonObject),
      strict: v.exactOptional(v.boolean()),
    }),
  }),
});

const toolChoiceMode: Schema<ToolChoice> = v.picklist(
  ["none", "auto", "required"],
  "'none', 'auto', 'required' or an object with a type",
);
const toolChoiceFunction: Schema<ToolChoice> = fields({
  type: v.literal("function"),
  function: fields({ name: functionName }),
});
const toolChoiceType: Schema<ToolChoice> = fields({ type: nonEmpty });

/** Whether and what a model must call. */
export const toolChoice: Schema<ToolChoice> = v.lazy((input) => {
  if (typeof input !== "object") return toolChoiceMode;
  return typeOf(input) === "function" ? toolChoiceFunction : toolChoiceType;
});

/** Which part of a thread is sent. */
export const truncationStrategy: Schema<TruncationStrategy> = byType<TruncationStrategy>({
  auto: fields({ type: v.literal("auto") }),
  last_messages: fields({ type: v.literal("last_messages"), lastMessages: integer(1) }),
  tokens: fields({ type: v.literal("tokens"), maxTokens: integer(256) }),
});

const functionTool: Schema<FunctionToolDefinition> = fields({
  type: v.literal("function"),
  function: fields({
    name: functionName,
    description,
    parameters: v.exactOptional(jsonObject),
    strict: v.exactOptional(v.boolean()),
  }),
});

/** What else a tool's entry may hold is for the tool to say. */
const adapterTool: Schema<AdapterToolDefinition> = v.pipe(
  jsonObject,
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    const { type } = dataset.value;
    if (typeof type === "string" && type !== "") return { ...dataset.value, type };
    addIssue({ message: "the type of a tool", input: type, path: [at({ type }, "type")] });
    return NEVER;
  }),
);

const maxTools = 128;

/** The tools of an assistant or a run. */
export const tools: Schema<ToolDefinition[]> = listOf<ToolDefinition>(
  v.lazy((tool) => (typeOf(tool) === "function" ? functionTool : adapterTool)),
  maxTools,
  "tools",
);

function typeOf(value: unknown): unknown {
  return (value as { readonly type?: unknown } | null | undefined)?.type;
}
