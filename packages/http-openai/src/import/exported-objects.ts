import type { JsonObject, Metadata } from "@inhouse/contracts";
import * as v from "valibot";
import type { Schema } from "../input/common-schemas.ts";
import { id, jsonObject, maybe, metadata } from "../input/common-schemas.ts";
import { responseFormat, tools } from "../input/generation-schemas.ts";

/** What export files say of whatever object, beside what we know. */
const base = {
  id,
  created_at: v.number(),
  metadata: v.exactOptional(v.nullable(metadata), {}),
  tool_resources: maybe(jsonObject),
};

/** An assistant as the hosted API returned it. */
export const exportedAssistant = v.looseObject({
  object: v.literal("assistant"),
  ...base,
  model: v.string(),
  name: maybe(v.string()),
  description: maybe(v.string()),
  instructions: maybe(v.string()),
  tools: v.exactOptional(tools, []),
  temperature: maybe(v.number()),
  top_p: maybe(v.number()),
  response_format: maybe(responseFormat),
});

/** A thread as the hosted API returned it. */
export const exportedThread = v.looseObject({ object: v.literal("thread"), ...base });

const annotation = v.looseObject({ type: v.string() });

const part = v.variant("type", [
  v.looseObject({
    type: v.literal("text"),
    text: v.looseObject({
      value: v.string(),
      annotations: v.exactOptional(v.array(annotation), []),
    }),
  }),
  v.looseObject({ type: v.literal("image_file"), image_file: v.looseObject({ file_id: id }) }),
  v.looseObject({ type: v.literal("image_url"), image_url: v.looseObject({ url: v.string() }) }),
  v.looseObject({ type: v.literal("refusal"), refusal: v.string() }),
]);

const attachment = v.looseObject({
  file_id: maybe(id),
  tools: v.exactOptional(v.array(v.looseObject({ type: v.string() })), []),
});

/** A message as the hosted API returned it. */
export const exportedMessage = v.looseObject({
  object: v.literal("thread.message"),
  ...base,
  thread_id: id,
  role: v.picklist(["user", "assistant"]),
  content: v.array(part),
  attachments: v.exactOptional(v.nullable(v.array(attachment))),
});

/** A line before it is known what it holds. */
export const exportedObject: Schema<{ readonly object: string }> = v.pipe(
  v.unknown(),
  jsonObject,
  v.looseObject({ object: v.picklist(["assistant", "thread", "thread.message"]) }),
);

/** One object of a file, and where it stands. */
export interface Exported<Value> {
  readonly line: number;
  readonly value: Value;
}

/** An assistant of a file. */
export type ExportedAssistant = v.InferOutput<typeof exportedAssistant>;
/** A thread of a file. */
export type ExportedThread = v.InferOutput<typeof exportedThread>;
/** A message of a file. */
export type ExportedMessage = v.InferOutput<typeof exportedMessage>;
/** A part of a message of a file. */
export type ExportedPart = v.InferOutput<typeof part>;
/** What all objects of a file have. */
export interface ExportedBase {
  readonly id: string;
  readonly created_at: number;
  readonly metadata: Metadata | null;
  readonly tool_resources?: JsonObject | null;
}
