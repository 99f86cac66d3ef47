import type { ImageDetail, MessageRole, Metadata } from "@inhouse/contracts";
import * as v from "valibot";
import { metadata, nonEmpty, text } from "../input/common-schemas.ts";

/** A message to create. */
export interface CreateMessage {
  /** Who said it; absent: `user`. */
  readonly role?: MessageRole;
  /** A text, or parts: at least one, and a text that is not empty. */
  readonly content: string | readonly CreateMessagePart[];
  /** Files for tools to read; absent: none. */
  readonly attachments?: readonly CreateAttachment[];
  /** The caller's own pairs; absent: none. */
  readonly metadata?: Metadata;
}

/** A part of a message to create. */
export type CreateMessagePart =
  | CreateTextPart
  | CreateImageFilePart
  | CreateImageUrlPart
  | CreateFilePart;

/** Text. */
export interface CreateTextPart {
  /** The tag of this part. */
  readonly type: "text";
  /** The text, at most 256,000 characters. */
  readonly text: string;
}

/** An image that is a file of this runtime. */
export interface CreateImageFilePart {
  /** The tag of this part. */
  readonly type: "image_file";
  /** The file's id. */
  readonly fileId: string;
  /** How closely the model should look; absent: `auto`. */
  readonly detail?: ImageDetail;
}

/** An image at a URL. */
export interface CreateImageUrlPart {
  /** The tag of this part. */
  readonly type: "image_url";
  /** An http, https or data URL. */
  readonly url: string;
  /** How closely the model should look; absent: `auto`. */
  readonly detail?: ImageDetail;
}

/** A file of this runtime that the tools of the run may read. */
export interface CreateFilePart {
  /** The tag of this part. */
  readonly type: "file";
  /** The file's id. */
  readonly fileId: string;
}

/** A file for tools to read. */
export interface CreateAttachment {
  /** The file's id. */
  readonly fileId: string;
  /** The tools that may read it. */
  readonly tools: readonly CreateAttachmentTool[];
}

/** A tool that may read an attachment. */
export interface CreateAttachmentTool {
  /** The tool's type, such as `code_interpreter`. */
  readonly type: string;
}

const maxText = 256_000;
const maxParts = 256;
const maxAttachments = 64;

const contentText = v.pipe(
  text(maxText),
  v.check((value) => value.trim() !== "", "a text that is not empty"),
);
const detail = v.exactOptional(v.picklist(["auto", "low", "high"]), "auto");

const imageUrl = v.pipe(
  v.string(),
  v.check((value) => {
    const scheme = URL.canParse(value) ? new URL(value).protocol : "";
    return ["http:", "https:", "data:"].includes(scheme);
  }, "an http, https or data URL"),
);

const part = v.variant("type", [
  v.strictObject({ type: v.literal("text"), text: contentText }),
  v.strictObject({ type: v.literal("image_file"), fileId: nonEmpty, detail }),
  v.strictObject({ type: v.literal("image_url"), url: imageUrl, detail }),
  v.strictObject({ type: v.literal("file"), fileId: nonEmpty }),
]);

const parts = v.pipe(
  v.array(part),
  v.minLength(1, "an array of at least one part"),
  v.maxLength(maxParts, `an array of at most ${maxParts} parts`),
);

const attachment = v.strictObject({
  fileId: nonEmpty,
  tools: v.pipe(
    v.array(v.strictObject({ type: nonEmpty })),
    v.minLength(1, "an array of at least one tool"),
  ),
});

/** What {@link CreateMessage} must be. */
export const createMessageSchema = v.strictObject({
  role: v.exactOptional(v.picklist(["user", "assistant"]), "user"),
  content: v.lazy((content) => (typeof content === "string" ? contentText : parts)),
  attachments: v.exactOptional(
    v.pipe(
      v.array(attachment),
      v.maxLength(maxAttachments, `an array of at most ${maxAttachments} attachments`),
    ),
    [],
  ),
  metadata: v.exactOptional(metadata, {}),
});

/** A message that was parsed. */
export type ParsedMessage = v.InferOutput<typeof createMessageSchema>;
