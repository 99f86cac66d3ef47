import type { StoredFile, ToolContext } from "@inhouse/contracts";
import { InvalidInputError } from "@inhouse/contracts";
import type { GuardedResponse } from "@inhouse/guarded-fetch";
import type { Operation } from "../operation/operation.ts";

const extensions: Readonly<Record<string, string>> = {
  "application/pdf": "pdf",
  "application/zip": "zip",
  "application/gzip": "gz",
  "image/png": "png",
  "image/jpeg": "jpg",
  "image/gif": "gif",
  "image/webp": "webp",
  "audio/mpeg": "mp3",
  "video/mp4": "mp4",
};

/**
 * Keeps the body of an answer as a file of the thread.
 *
 * @param response - an answer
 * @param operation - what was asked for
 * @param files - the files of the thread
 * @param redacted - takes credentials out of a text
 * @returns the file
 */
export async function saveFile(
  response: GuardedResponse,
  operation: Operation,
  files: ToolContext["files"],
  redacted: (text: string) => string,
): Promise<StoredFile> {
  const mediaType = mediaTypeOf(response);
  const { bytes } = response;
  const plain = `${operation.name}.${extensions[mediaType] ?? "bin"}`;
  const stated = statedName(response.headers.get("content-disposition"));
  if (stated !== undefined && redacted(stated) === stated) {
    try {
      return await files.create({ filename: stated, mediaType, bytes });
    } catch (error) {
      // A name of the service's making may be one that nothing can be called.
      if (!(error instanceof InvalidInputError)) throw error;
    }
  }
  return files.create({ filename: plain, mediaType, bytes });
}

/** A type of the registered kinds: any other word could be one that the service was told in confidence. */
function mediaTypeOf({ mediaType }: GuardedResponse): string {
  const isPlain = /^(application|audio|font|image|model|text|video)\/[a-z][a-z0-9.+-]{0,60}$/;
  return mediaType !== null && isPlain.test(mediaType) ? mediaType : "application/octet-stream";
}

function statedName(disposition: string | null): string | undefined {
  const encoded = /filename\*=utf-8''([^;]+)/i.exec(disposition ?? "")?.[1];
  const quoted = /filename="([^"]+)"|filename=([^;\s]+)/i.exec(disposition ?? "");
  const name = decodedName(encoded) ?? quoted?.[1] ?? quoted?.[2];
  // Latin letters, digits and a few signs: what a name may hide behind others is lost.
  const safe = name
    ?.replace(/^.*[/\\]/, "")
    .replace(/[^\p{L}\p{N}._ -]+/gu, "_")
    .slice(0, 100);
  return safe === undefined || /^[._ ]*$/.test(safe) ? undefined : safe;
}

function decodedName(encoded: string | undefined): string | undefined {
  try {
    return encoded === undefined ? undefined : decodeURIComponent(encoded.trim());
  } catch {
    return undefined;
  }
}
