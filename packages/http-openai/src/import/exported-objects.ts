import type { JsonObject, Metadata, ResponseFormat, ToolDefinition } from "@inhouse/contracts";
import * as v from "valibot";
import type { Schema } from "../input/common-schemas.ts";
import { id, jsonObject, maybe, metadata } from "../input/common-schemas.ts";
import { responseFormat, tools } from "../input/generation-schemas.ts";

/** One object of a file, and where it stands. */
export interface Exported<Value> {
  readonly line: number;
  readonly value: Value;
}

/** What all objects of a file have. */
export interface ExportedBase {
  readonly id: string;
  readonly created_at: number;
  readonly metadata: Metadata | null;
  readonly tool_resources?: JsonObject | null;
}

/** An assistant as the hosted API returned it. */
export interface ExportedAssistant extends ExportedBase {
  readonly model: string;
  readonly name?: string | null;
  readonly description?: string | null;
  readonly instructions?: string | null;
  readonly tools: readonly ToolDefinition[];
  readonly temperature?: number | null;
  readonly top_p?: number | null;
  readonly response_format?: ResponseFormat | null;
}

/** A message as the hosted API returned it. */
export interface ExportedMessage extends ExportedBase {
  readonly thread_id: string;
  readonly role: "user" | "assistant";
  readonly content: readonly ExportedPart[];
  readonly attachments?: readonly ExportedAttachment[] | null;
}

/** A part of a message of a file. */
export type ExportedPart =
  | {
      readonly type: "text";
      readonly text: { readonly value: string; readonly annotations: readonly object[] };
    }
  | { readonly type: "image_file"; readonly image_file: { readonly file_id: string } }
  | { readonly type: "image_url"; readonly image_url: { readonly url: string } }
  | { readonly type: "refusal"; readonly refusal: string };

/** A file that came with a message. */
export interface ExportedAttachment {
  readonly file_id?: string | null;
  readonly tools: readonly { readonly type: string }[];
}

const base = {
  id,
  created_at: v.number(),
  metadata: v.exactOptional(v.nullable(metadata), {}),
  tool_resources: maybe(jsonObject),
};

/** What an assistant of a file must be. Fields that nobody here knows are ignored. */
export const exportedAssistant: Schema<ExportedAssistant> = v.object({
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

/** What a thread of a file must be. */
export const exportedThread: Schema<ExportedBase> = v.object(base);

const part: Schema<ExportedPart> = v.variant("type", [
  v.object({
    type: v.literal("text"),
    text: v.object({
      value: v.string(),
      annotations: v.exactOptional(v.array(v.looseObject({})), []),
    }),
  }),
  v.object({ type: v.literal("image_file"), image_file: v.object({ file_id: id }) }),
  v.object({ type: v.literal("image_url"), image_url: v.object({ url: v.string() }) }),
  v.object({ type: v.literal("refusal"), refusal: v.string() }),
]);

const attachment: Schema<ExportedAttachment> = v.object({
  file_id: maybe(id),
  tools: v.exactOptional(v.array(v.object({ type: v.string() })), []),
});

/** What a message of a file must be. */
export const exportedMessage: Schema<ExportedMessage> = v.object({
  ...base,
  thread_id: id,
  role: v.picklist(["user", "assistant"]),
  content: v.array(part),
  attachments: maybe(v.array(attachment)),
});

/** A line before it is known what it holds. */
export const exportedObject: Schema<{ readonly object: string }> = v.pipe(
  v.unknown(),
  jsonObject,
  v.object({ object: v.picklist(["assistant", "thread", "thread.message"]) }),
);
