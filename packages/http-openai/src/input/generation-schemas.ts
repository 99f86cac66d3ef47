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
import type { Schema } from "./common-schemas.ts";
import { given, integer, jsonObject, maybe, text } from "./common-schemas.ts";

const name: Schema<string> = v.pipe(v.string(), v.regex(/^[a-zA-Z0-9_-]{1,64}$/));

/** How much a model should think. */
export const reasoningEffort: Schema<ReasoningEffort> = v.picklist([
  "none",
  "minimal",
  "low",
  "medium",
  "high",
  "xhigh",
  "max",
]);

const functionTool: Schema<FunctionToolDefinition> = v.pipe(
  v.strictObject({
    type: v.literal("function"),
    function: v.strictObject({
      name,
      description: maybe(v.string()),
      parameters: maybe(jsonObject),
      strict: maybe(v.boolean()),
    }),
  }),
  v.transform(
    ({ function: { name: called, ...rest } }): FunctionToolDefinition => ({
      type: "function",
      function: { name: called, ...given(rest) },
    }),
  ),
);

/** What else a tool's entry may hold is for the runtime's tool of that type to say. */
const adapterTool = v.looseObject({
  type: v.pipe(v.string(), v.minLength(1)),
}) as unknown as Schema<AdapterToolDefinition>;

/** The tools of an assistant or a run. */
export const tools: Schema<ToolDefinition[]> = v.pipe(
  v.array(
    v.lazy(
      (tool): Schema<ToolDefinition> => (typeOf(tool) === "function" ? functionTool : adapterTool),
    ),
  ),
  v.maxLength(128),
);

/** The form of an answer. */
export const responseFormat: Schema<ResponseFormat> = v.lazy(
  (format): Schema<ResponseFormat> => (typeof format === "string" ? automatic : formats),
);

const automatic: Schema<ResponseFormat> = v.pipe(
  v.literal("auto"),
  v.transform((): ResponseFormat => ({ type: "text" })),
);

const formats: Schema<ResponseFormat> = v.pipe(
  v.variant("type", [
    v.strictObject({ type: v.literal("text") }),
    v.strictObject({ type: v.literal("json_object") }),
    v.strictObject({
      type: v.literal("json_schema"),
      json_schema: v.strictObject({
        name,
        description: maybe(text(4_096)),
        schema: maybe(jsonObject),
        strict: maybe(v.boolean()),
      }),
    }),
  ]),
  v.transform((format): ResponseFormat => {
    if (format.type !== "json_schema") return format;
    const { name: called, ...rest } = format.json_schema;
    return { type: "json_schema", jsonSchema: { name: called, ...given(rest) } };
  }),
);

/** Whether and what a model must call. */
export const toolChoice: Schema<ToolChoice> = v.lazy((choice): Schema<ToolChoice> => {
  if (typeof choice !== "object" || choice === null)
    return v.picklist(["none", "auto", "required"]);
  if (typeOf(choice) !== "function") return v.strictObject({ type: v.string() });
  return v.strictObject({ type: v.literal("function"), function: v.strictObject({ name }) });
});

/** Which part of a thread is sent. */
export const truncationStrategy: Schema<TruncationStrategy> = v.lazy(
  (strategy): Schema<TruncationStrategy> =>
    typeOf(strategy) === "last_messages" ? lastMessages : automaticCut,
);

const lastMessages: Schema<TruncationStrategy> = v.pipe(
  v.strictObject({ type: v.literal("last_messages"), last_messages: integer(1) }),
  v.transform(
    ({ last_messages }): TruncationStrategy => ({
      type: "last_messages",
      lastMessages: last_messages,
    }),
  ),
);

const automaticCut: Schema<TruncationStrategy> = v.pipe(
  v.strictObject({ type: v.picklist(["auto", "last_messages"]), last_messages: maybe(integer(1)) }),
  v.transform((): TruncationStrategy => ({ type: "auto" })),
);

function typeOf(value: unknown): unknown {
  return (value as { readonly type?: unknown } | null | undefined)?.type;
}
