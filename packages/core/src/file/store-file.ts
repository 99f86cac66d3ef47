import type { FilePurpose, Metadata, StoredFile } from "@inhouse/contracts";
import { InvalidInputError } from "@inhouse/contracts";
import mime from "mime/lite";
import type { Scope } from "../scope/scope.ts";

/** What is known of a file that is to be kept. */
export interface FileToStore {
  readonly filename: string;
  readonly bytes: Uint8Array;
  readonly mediaType: string | undefined;
  readonly purpose: FilePurpose;
  readonly threadId: string | null;
  readonly metadata: Metadata;
}

/** What no file name may hold: controls, and what some file system reads as a path. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const unsafeCharacters = /[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069<>:"|?*]/g;

/**
 * @param name - a name that somebody else chose
 * @returns its last part without what no file name may hold; never empty, never `.` or `..`
 */
export function safeFilename(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? "";
  const cleaned = last.replace(unsafeCharacters, "_").trim().slice(0, 255);
  return cleaned === "" || cleaned === "." || cleaned === ".." ? "file" : cleaned;
}

/** @returns where the bytes of a file lie */
export function blobKey(tenant: string, fileId: string): string {
  return `${tenant}/${fileId}`;
}

/**
 * Keeps a file: the bytes first, so that a record never names bytes that are not there.
 *
 * @throws InvalidInputError if it is larger than the runtime allows
 */
export async function storeFile(scope: Scope, file: FileToStore): Promise<StoredFile> {
  if (file.bytes.byteLength > scope.settings.fileBytes) {
    throw new InvalidInputError({
      param: "content",
      expected: `at most ${scope.settings.fileBytes} bytes`,
      received: `${file.bytes.byteLength} bytes`,
    });
  }
  const filename = safeFilename(file.filename);
  const stored: StoredFile = {
    id: scope.newId("file"),
    createdAt: scope.clock.now(),
    filename,
    bytes: file.bytes.byteLength,
    mediaType: file.mediaType ?? mime.getType(filename) ?? "application/octet-stream",
    purpose: file.purpose,
    threadId: file.threadId,
    metadata: file.metadata,
  };
  await scope.blobs.put(blobKey(scope.tenant, stored.id), file.bytes);
  await scope.storage.commit([
    scope.storage.insert("file", {
      id: stored.id,
      partition: "",
      parent: "",
      sequence: scope.nextSequence(),
      keys: { threadId: stored.threadId ?? "" },
      value: stored,
    }),
  ]);
  return stored;
}

/** @returns the bytes of a file, or undefined if the tenant has no such file */
export async function readFileBytes(scope: Scope, fileId: string): Promise<Uint8Array | undefined> {
  const record = await scope.storage.find("file", fileId);
  return record === undefined ? undefined : scope.blobs.get(blobKey(scope.tenant, fileId));
}
