import type {
  Attachment,
  ImageDetail,
  ImageFilePart,
  ImageUrlPart,
  MessageRole,
  Metadata,
} from "@inhouse/contracts";
import * as v from "valibot";
import { byType, id, listOf, metadata, nonEmpty, oneOf, text } from "../input/common-schemas.ts";
import { fields } from "../input/fields.ts";
import type { Schema } from "../input/schema.ts";

/** A message to create. */
export interface CreateMessage {
  /** Who said it; absent: `user`. */
  readonly role?: MessageRole;
  /** A text that is not empty, or 1 to 256 parts. */
  readonly content: string | readonly CreateMessagePart[];
  /** At most 64 files for tools to read; absent: none. */
  readonly attachments?: readonly CreateAttachment[];
  /** The caller's own pairs; absent: none. */
  readonly metadata?: Metadata | null;
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
  /** An http or https URL, or a data URL of an image, at most a million characters: larger images are files. */
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
  /** The tools that may read it, 1 to 128. */
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
const maxAttachmentTools = 128;
const maxUrl = 1_000_000;
const maxMessages = 1_000;

const contentText: Schema<string> = v.pipe(
  text(maxText),
  v.check((value) => value.trim() !== "", "a text that is not empty"),
);
const detail = v.exactOptional(oneOf(["auto", "low", "high"]), "auto");

const urlForm = "an http or https URL, or a data URL of an image";
const imageUrl: Schema<string> = v.pipe(
  v.string(urlForm),
  v.maxLength(maxUrl, `${urlForm}, of at most ${maxUrl} characters: store larger images as files`),
  v.check(isImageUrl, urlForm),
);

function isImageUrl(value: string): boolean {
  if (/^data:/i.test(value)) return /^data:image\/[\w.+-]+[;,]/i.test(value);
  return ["http:", "https:"].includes(URL.parse(value)?.protocol ?? "");
}

/** A part of a message to create, parsed. */
export type ParsedPart =
  | CreateTextPart
  | (CreateImageFilePart & Pick<ImageFilePart, "detail">)
  | (CreateImageUrlPart & Pick<ImageUrlPart, "detail">)
  | CreateFilePart;

const part = byType<ParsedPart>({
  text: fields({ type: v.literal("text"), text: contentText }),
  image_file: fields({ type: v.literal("image_file"), fileId: id, detail }),
  image_url: fields({ type: v.literal("image_url"), url: imageUrl, detail }),
  file: fields({ type: v.literal("file"), fileId: id }),
});

const parts: Schema<ParsedPart[]> = v.pipe(
  v.unknown(),
  v.check(Array.isArray, "a string or an array of parts"),
  listOf(part, maxParts, "parts"),
  v.minLength(1, "an array of at least one part"),
);

const attachment: Schema<Attachment> = fields({
  fileId: id,
  tools: v.pipe(
    listOf(fields({ type: nonEmpty }), maxAttachmentTools, "tools"),
    v.minLength(1, "an array of at least one tool"),
  ),
});

/** A message to create, parsed. */
export interface ParsedMessage {
  readonly role: MessageRole;
  readonly content: string | readonly ParsedPart[];
  readonly attachments: readonly Attachment[];
  readonly metadata: Metadata;
}

/** What {@link CreateMessage} must be. */
export const createMessageSchema: Schema<ParsedMessage> = fields({
  role: v.exactOptional(oneOf(["user", "assistant"]), "user"),
  content: v.lazy((content) => (typeof content === "string" ? contentText : parts)),
  attachments: v.exactOptional(listOf(attachment, maxAttachments, "attachments"), []),
  metadata: v.exactOptional(metadata, {}),
});

/** The messages that one call may bring. */
export const messages: Schema<ParsedMessage[]> = listOf(
  createMessageSchema,
  maxMessages,
  "messages",
);
