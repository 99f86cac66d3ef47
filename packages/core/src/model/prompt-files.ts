import type { ImageDetail } from "@inhouse/contracts";
import type { FilePart, TextPart } from "ai";
import type { HistoryFile } from "../context/history.ts";
import type { PromptMessage } from "../context/prompt-message.ts";
import type { PromptImages } from "./prompt-images.ts";

/** The bytes of the files of a prompt, each read once; undefined: it is gone. */
export type FileBytes = ReadonlyMap<string, Uint8Array | undefined>;

/** Reads every file that the messages show. */
export async function readPromptFiles(
  messages: readonly PromptMessage[],
  readFile: (fileId: string) => Promise<Uint8Array | undefined>,
): Promise<FileBytes> {
  const ids = new Set(messages.flatMap(filesOf).map((file) => file.fileId));
  return new Map(await Promise.all([...ids].map(async (id) => [id, await readFile(id)] as const)));
}

/** A file with its bytes; a note where they are gone, because a hole would make the whole thread unusable. */
export function toFilePart(
  file: HistoryFile,
  bytes: FileBytes,
  detail?: ImageDetail,
): FilePart | TextPart {
  const data = bytes.get(file.fileId);
  if (data === undefined) return note(`[The file '${file.filename}' no longer exists.]`);
  return {
    type: "file",
    data: { type: "data", data },
    mediaType: file.mediaType,
    filename: file.filename,
    ...imageDetail(detail),
  };
}

/** An image by its address: what was read there, a note where nothing could be, or what the provider or the SDK fetches. */
export function toImageUrlPart(
  url: string,
  detail: ImageDetail,
  images: PromptImages,
): FilePart | TextPart {
  const parsed = URL.parse(url);
  if (parsed === null) return note(`[An image whose address is no URL: ${url.slice(0, 200)}]`);
  const image = images.get(parsed.href);
  if (image !== undefined && "note" in image) return note(image.note);
  return {
    type: "file",
    data: image === undefined ? { type: "url", url: parsed } : { type: "data", data: image.bytes },
    mediaType: image?.mediaType ?? "image",
    ...imageDetail(detail),
  };
}

function filesOf(message: PromptMessage): readonly HistoryFile[] {
  if (message.role === "tool") return message.content.flatMap((result) => result.images);
  return message.content.flatMap((part) => (part.type === "file" ? [part.file] : []));
}

function imageDetail(detail: ImageDetail | undefined): Pick<FilePart, "providerOptions"> {
  if (detail === undefined || detail === "auto") return {};
  return { providerOptions: { openai: { imageDetail: detail } } };
}

function note(text: string): TextPart {
  return { type: "text", text };
}
