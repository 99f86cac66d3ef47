import type { JsonObject, StoredFile } from "@inhouse/contracts";
import type { CreateMessagePart, TenantRuntime } from "@inhouse/core";
import type { ClientMessage } from "./chat-request.ts";
import { wrong } from "./chat-request.ts";

/** What a message of a user holds, with the files that were kept for it. */
export interface UserContent {
  readonly parts: readonly CreateMessagePart[];
  /** The files that are new, to be deleted if the message comes to nothing. */
  readonly newFiles: readonly string[];
}

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
 * @throws InvalidInputError if it holds neither, or a part is wrong
 * @throws NotFoundError if there is no such file
 */
export async function readUserContent(
  inhouse: TenantRuntime,
  { parts }: ClientMessage,
  filesUrl: string,
): Promise<UserContent> {
  const content: CreateMessagePart[] = [];
  const newFiles: string[] = [];
  try {
    for (const part of parts) {
      if (part.type === "text") {
        if (typeof part.text !== "string") throw wrong("text", "a text", part.text);
        if (part.text.trim() !== "") content.push({ type: "text", text: part.text });
      } else if (part.type === "file") {
        if (content.filter(({ type }) => type !== "text").length >= maxFiles) {
          throw wrong("parts", `parts with at most ${maxFiles} files`, parts.length);
        }
        const { file, isNew } = await readFile(inhouse, part, filesUrl);
        if (isNew) newFiles.push(file.id);
        const type = images.test(file.mediaType) ? "image_file" : "file";
        content.push({ type, fileId: file.id });
      }
      // Whatever else a page keeps in its messages is its own.
    }
    if (content.length === 0) throw wrong("parts", "parts with a text or a file", parts.length);
  } catch (error) {
    await deleteFiles(inhouse, newFiles);
    throw error;
  }
  return { parts: content, newFiles };
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
