import type { StoredFile } from "@inhouse/contracts";
import * as v from "valibot";
import { metadata, nonEmpty } from "../input/common-schemas.ts";
import { parseInput } from "../input/parse-input.ts";
import type { Scope } from "../scope/scope.ts";
import type { CreateFile } from "./file-input.ts";
import { storeFile } from "./store-file.ts";

const createFileSchema = v.strictObject({
  filename: nonEmpty,
  content: v.union(
    [v.string(), v.instance(Uint8Array), v.instance(ArrayBuffer)],
    "a string, Uint8Array or ArrayBuffer",
  ),
  mediaType: v.exactOptional(
    v.pipe(
      v.string(),
      v.regex(/^[\w.+-]+\/[\w.+-]+(\s*;.*)?$/, "a media type, such as 'text/csv'"),
    ),
  ),
  purpose: v.exactOptional(
    v.picklist(["assistants", "assistants_output", "vision", "user_data"]),
    "assistants",
  ),
  metadata: v.exactOptional(metadata, {}),
});

/**
 * @param scope - whose file
 * @param input - what it is to be
 * @throws InvalidInputError if a field is wrong, or the file too large
 */
export async function createFile(scope: Scope, input: CreateFile): Promise<StoredFile> {
  const { filename, content, ...rest } = parseInput(createFileSchema, input);
  const bytes = toBytes(content);
  const { mediaType, purpose } = rest;
  return storeFile(scope, {
    filename,
    bytes,
    mediaType,
    purpose,
    threadId: null,
    metadata: rest.metadata,
  });
}

function toBytes(content: string | Uint8Array | ArrayBuffer): Uint8Array {
  if (typeof content === "string") return new TextEncoder().encode(content);
  return content instanceof Uint8Array ? content : new Uint8Array(content);
}
