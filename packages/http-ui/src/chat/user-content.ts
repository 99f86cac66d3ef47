import type { JsonObject, StoredFile } from "@inhouse/contracts";
import type { CreateMessagePart, TenantRuntime } from "@inhouse/core";
import type { ClientMessage } from "./chat-request.ts";
import { wrong } from "./chat-request.ts";

/** Types that models look at. */
const images = /^image\/(png|jpeg|gif|webp)$/;

const maxFiles = 64;

/**
 * Reads text and files of a message. A file is one that the runtime has, named by its id or by the URL that this dialect gave
 * it, or comes as a data URL and is kept.
 *
 * @param inhouse - whose files
 * @param message - the message
 * @param filesUrl - what the URLs of files begin with
 * @param newFiles - takes the ids of files that are kept, to be deleted if the message comes to nothing
 * @throws InvalidInputError if it holds neither, or a part is wrong
 * @throws NotFoundError if there is no such file
 */
export async function readUserContent(
  inhouse: TenantRuntime,
  { parts }: ClientMessage,
  filesUrl: string,
  newFiles: string[],
): Promise<readonly CreateMessagePart[]> {
  const content: CreateMessagePart[] = [];
  // Whatever else a page keeps in its messages is its own.
  const read = parts.filter(({ type }) => type === "text" || type === "file");
  if (read.filter(({ type }) => type === "file").length > maxFiles) {
    throw wrong("parts", `parts with at most ${maxFiles} files`, read);
  }
  for (const part of read) {
    if (part.type === "text") {
      if (typeof part.text !== "string") throw wrong("text", "a text", part.text);
      if (part.text.trim() !== "") content.push({ type: "text", text: part.text });
      continue;
    }
    const { file, isNew } = await readFile(inhouse, part, filesUrl);
    if (isNew) newFiles.push(file.id);
    const type = images.test(file.mediaType) ? "image_file" : "file";
    content.push({ type, fileId: file.id });
  }
  if (content.length === 0) throw wrong("parts", "parts with a text or a file", read);
  return content;
}

/** Deletes files that were kept for nothing. */
export async function deleteFiles(
  inhouse: TenantRuntime,
  fileIds: readonly string[],
): Promise<void> {
  for (const id of fileIds) await inhouse.files.delete(id).catch(() => undefined);
}

async function readFile(
  inhouse: TenantRuntime,
  { url, filename }: JsonObject,
  filesUrl: string,
): Promise<{ readonly file: StoredFile; readonly isNew: boolean }> {
  const expected = "a data URL, or the id or URL of a file that was uploaded";
  if (typeof url !== "string") throw wrong("url", expected, url);
  const fileId = url.startsWith(`${filesUrl}/`) ? url.slice(filesUrl.length + 1) : url;
  if (/^file_[A-Za-z0-9]+$/.test(fileId)) {
    return { file: await inhouse.files.retrieve(fileId), isNew: false };
  }
  if (!/^data:/i.test(url)) throw wrong("url", expected, url);
  const { bytes, mediaType } = await readDataUrl(url, expected);
  const name = typeof filename === "string" && filename !== "" ? filename : nameFor(mediaType);
  const purpose = images.test(mediaType) ? "vision" : "user_data";
  const file = await inhouse.files.create({ filename: name, content: bytes, mediaType, purpose });
  return { file, isNew: true };
}

async function readDataUrl(
  url: string,
  expected: string,
): Promise<{ readonly bytes: ArrayBuffer; readonly mediaType: string }> {
  try {
    const response = await fetch(url);
    const type = (response.headers.get("content-type") ?? "").split(";")[0]?.trim() ?? "";
    return { bytes: await response.arrayBuffer(), mediaType: type || "application/octet-stream" };
  } catch {
    throw wrong("url", expected, "");
  }
}

function nameFor(mediaType: string): string {
  const [, subtype = ""] = mediaType.split("/");
  return /^[a-z0-9]+$/.test(subtype) ? `file.${subtype}` : "file";
}
