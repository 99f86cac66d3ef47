import * as v from "valibot";
import { integer, jsonObject, nonEmpty } from "./common-schemas.ts";

const name = v.pipe(
  v.string(),
  v.regex(/^[a-zA-Z0-9_-]{1,64}$/, "a name of 1 to 64 of [a-zA-Z0-9_-]"),
);

/** How much a model should think. */
export const reasoningEffort = v.picklist([
  "none",
  "minimal",
  "low",
  "medium",
  "high",
  "xhigh",
  "max",
]);

/** The form of an answer. */
export const responseFormat = v.variant("type", [
  v.strictObject({ type: v.literal("text") }),
  v.strictObject({ type: v.literal("json_object") }),
  v.strictObject({
    type: v.literal("json_schema"),
    jsonSchema: v.strictObject({
      name,
      description: v.exactOptional(v.string()),
      schema: v.exactOptional(jsonObject),
      strict: v.exactOptional(v.boolean()),
    }),
  }),
]);

/** Whether and what a model must call. */
export const toolChoice = v.union(
  [
    v.picklist(["none", "auto", "required"]),
    v.strictObject({ type: v.literal("function"), function: v.strictObject({ name }) }),
    v.strictObject({ type: nonEmpty }),
  ],
  "'none', 'auto', 'required', { type: 'function', function: { name } } or { type }",
);

/** Which part of a thread is sent. */
export const truncationStrategy = v.variant("type", [
  v.strictObject({ type: v.literal("auto") }),
  v.strictObject({ type: v.literal("last_messages"), lastMessages: integer(1) }),
  v.strictObject({ type: v.literal("tokens"), maxTokens: integer(256) }),
]);

const functionDefinition = v.strictObject({
  name,
  description: v.exactOptional(v.string()),
  parameters: v.exactOptional(jsonObject),
  strict: v.exactOptional(v.boolean()),
});

const functionTool = v.strictObject({
  type: v.literal("function"),
  function: functionDefinition,
});

const adapterTool = v.pipe(
  jsonObject,
  v.check(
    (tool) => typeof tool.type === "string" && tool.type !== "" && tool.type !== "function",
    "a tool with a type",
  ),
  v.transform((tool) => tool as { type: string } & typeof tool),
);

const maxTools = 128;

/** The tools of an assistant or a run. */
export const tools = v.pipe(
  v.array(
    v.lazy((tool) =>
      (tool as { type?: unknown } | null | undefined)?.type === "function"
        ? functionTool
        : adapterTool,
    ),
  ),
  v.maxLength(maxTools, `an array of at most ${maxTools} tools`),
);
