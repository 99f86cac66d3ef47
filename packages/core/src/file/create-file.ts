import type { FilePurpose, Metadata, StoredFile } from "@inhouse/contracts";
import * as v from "valibot";
import { metadata, oneOf } from "../input/common-schemas.ts";
import { fields } from "../input/fields.ts";
import { parseInput } from "../input/parse-input.ts";
import type { Schema } from "../input/schema.ts";
import type { Scope } from "../scope/scope.ts";
import type { CreateFile } from "./file-input.ts";
import { filename, mediaType } from "./file-schemas.ts";
import { checkFileSize, storeFile } from "./store-file.ts";

const contentForm = "a string, Uint8Array or ArrayBuffer";

const createFileSchema: Schema<ParsedFile> = fields({
  filename,
  content: v.custom<CreateFile["content"]>(isContent, contentForm),
  mediaType: v.exactOptional(mediaType),
  purpose: v.exactOptional(
    oneOf(["assistants", "assistants_output", "vision", "user_data"]),
    "assistants",
  ),
  metadata: v.exactOptional(metadata, {}),
});

interface ParsedFile {
  readonly filename: string;
  readonly content: CreateFile["content"];
  readonly mediaType?: string;
  readonly purpose: FilePurpose;
  readonly metadata: Metadata;
}

/**
 * @param scope - whose file
 * @param input - what it is to be
 * @throws InvalidInputError if a field is wrong, or the file too large
 */
export async function createFile(scope: Scope, input: CreateFile): Promise<StoredFile> {
  const { content, ...rest } = parseInput(createFileSchema, input);
  // A text has at least as many bytes as characters: one that is far too long is not even encoded.
  if (typeof content === "string") checkFileSize(scope, content.length);
  const bytes = toBytes(content);
  return storeFile(scope, { mediaType: undefined, ...rest, bytes, threadId: null });
}

function isContent(value: unknown): value is CreateFile["content"] {
  if (typeof value === "string") return true;
  // By tag, because the bytes may come from another realm.
  const tag = Object.prototype.toString.call(value);
  return tag === "[object ArrayBuffer]" || tag === "[object Uint8Array]";
}

function toBytes(content: CreateFile["content"]): Uint8Array {
  if (typeof content === "string") return new TextEncoder().encode(content);
  return ArrayBuffer.isView(content) ? content : new Uint8Array(content);
}
