import type { FilePurpose, Metadata, StorageWrite, StoredFile } from "@inhouse/contracts";
import { InvalidInputError } from "@inhouse/contracts";
import type { Scope } from "../scope/scope.ts";
import { blobKey } from "./blob-key.ts";
import { expectBytes, removeBytes, settleRemoval } from "./blob-removal.ts";
import { safeFilename } from "./safe-filename.ts";

/** What is known of a file that is to be kept. */
export interface FileToStore {
  readonly filename: string;
  readonly bytes: Uint8Array;
  readonly mediaType: string | undefined;
  readonly purpose: FilePurpose;
  readonly threadId: string | null;
  readonly metadata: Metadata;
}

/**
 * Keeps a file: the bytes first, so that a record never names bytes that are not there. That they are coming is written before,
 * so that bytes of a file that nobody lives to keep are removed.
 *
 * @throws InvalidInputError if it is larger than the runtime allows
 * @throws NotFoundError if its thread is gone
 */
export async function storeFile(scope: Scope, file: FileToStore): Promise<StoredFile> {
  const { threadId } = file;
  const size = file.bytes.byteLength;
  checkFileSize(scope, size);
  const filename = safeFilename(file.filename);
  const stored: StoredFile = {
    id: scope.newId("file"),
    createdAt: scope.clock.now(),
    filename,
    bytes: size,
    mediaType: file.mediaType ?? (await mediaTypeOf(filename)),
    purpose: file.purpose,
    threadId,
    metadata: file.metadata,
  };
  await scope.storage.commit([expectBytes(scope, stored.id)]);
  try {
    await scope.blobs.put(blobKey(scope.tenant, stored.id), file.bytes);
    await insertFile(scope, stored);
  } catch (error) {
    await removeBytes(scope, [stored.id]).catch(scope.onError);
    throw error;
  }
  return stored;
}

/** The table of media types is only loaded where a caller does not say what a file is. */
async function mediaTypeOf(filename: string): Promise<string> {
  const { default: mime } = await import("mime/lite");
  return mime.getType(filename) ?? "application/octet-stream";
}

/** @throws InvalidInputError if a file of so many bytes is larger than the runtime allows */
export function checkFileSize(scope: Scope, size: number): void {
  const limit = scope.settings.fileBytes;
  if (size <= limit) return;
  throw new InvalidInputError({
    param: "content",
    expected: `at most ${limit} bytes`,
    received: `${size} bytes`,
  });
}

/** A file of a thread is kept only as long as the thread is there: whoever deletes the thread looks for its files after that. */
function insertFile({ storage, nextSequence }: Scope, file: StoredFile): Promise<void> {
  const { id, threadId } = file;
  const writes: readonly StorageWrite[] = [
    settleRemoval(id),
    storage.insert("file", {
      id,
      partition: "",
      parent: "",
      sequence: nextSequence(),
      keys: { threadId: threadId ?? "" },
      value: file,
    }),
  ];
  if (threadId === null) return storage.commit(writes);
  return storage.transact(async () => {
    const { version } = await storage.read("thread", threadId);
    const check = { kind: "thread", id: threadId, expectedVersion: version } as const;
    await storage.commit([{ type: "check", ...check }, ...writes]);
  });
}

/** @returns the bytes of a file, or undefined if the tenant has no such file */
export async function readFileBytes(scope: Scope, fileId: string): Promise<Uint8Array | undefined> {
  const record = await scope.storage.find("file", fileId);
  return record === undefined ? undefined : scope.blobs.get(blobKey(scope.tenant, fileId));
}
