import type { Metadata } from "@inhouse/contracts";
import type { CreateMessage, CreateMessagePart } from "@inhouse/core";
import * as v from "valibot";
import type { Schema } from "./common-schemas.ts";
import { given, id, maybe, metadata, object } from "./common-schemas.ts";

const detail = v.exactOptional(v.picklist(["auto", "low", "high"]), "auto");
const string: Schema<string> = v.pipe(v.string(), v.minLength(1), v.maxLength(256_000));

const part: Schema<CreateMessagePart> = v.pipe(
  v.variant("type", [
    v.strictObject({ type: v.literal("text"), text: string }),
    v.strictObject({
      type: v.literal("image_file"),
      image_file: v.strictObject({ file_id: id, detail }),
    }),
    v.strictObject({
      type: v.literal("image_url"),
      image_url: v.strictObject({ url: v.string(), detail }),
    }),
  ]),
  v.transform((one): CreateMessagePart => {
    switch (one.type) {
      case "text":
        return one;
      case "image_file": {
        const { file_id, detail: look } = one.image_file;
        return { type: "image_file", fileId: file_id, detail: look };
      }
      case "image_url":
        return { type: "image_url", ...one.image_url };
    }
  }),
);

const parts: Schema<CreateMessagePart[]> = v.pipe(v.array(part), v.minLength(1), v.maxLength(256));

const attachment = v.pipe(
  object({
    file_id: id,
    tools: v.pipe(v.array(object({ type: v.string() })), v.minLength(1)),
  }),
  v.transform(({ file_id, tools }) => ({ fileId: file_id, tools })),
);

/** The body that creates a message. */
export const createMessageBody: Schema<CreateMessage> = v.pipe(
  object({
    role: v.picklist(["user", "assistant"]),
    content: v.lazy(
      (content): Schema<CreateMessage["content"]> => (typeof content === "string" ? string : parts),
    ),
    attachments: maybe(v.array(attachment)),
    metadata: maybe(metadata),
  }),
  v.transform(({ role, content, ...rest }) => ({ role, content, ...given(rest) })),
);

/** The messages that one body may bring. */
export const messages: Schema<CreateMessage[]> = v.array(createMessageBody);

/** The body that changes nothing but metadata. */
export const metadataBody: Schema<{ metadata?: Metadata | null }> = object({
  metadata: maybe(metadata),
});
