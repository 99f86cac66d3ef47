import type { PromptFilePart, PromptTextPart } from "../prompt/prompt.ts";
import type { WireObject } from "./wire-value.ts";
import { wireList, wireObject, wireText } from "./wire-value.ts";

export type WireContent = readonly (PromptTextPart | PromptFilePart)[];

/** The content of a message, in the words of either API. */
export function wireContent(content: unknown): WireContent {
  if (typeof content === "string") return [{ type: "text", text: content }];
  return wireList(content).map(contentPart);
}

/** Leaves out empty texts, which an answer of tool calls alone carries on the wire. */
export function spoken(parts: WireContent): WireContent {
  return parts.filter((part) => part.type !== "text" || part.text !== "");
}

/** The text of a content, files left out. */
export function wireContentText(content: unknown): string {
  return wireContent(content)
    .flatMap((part) => (part.type === "text" ? [part.text] : []))
    .join("\n");
}

function contentPart(part: WireObject): PromptTextPart | PromptFilePart {
  switch (part.type) {
    case "image_url":
      return filePart("image", wireText(wireObject(part.image_url).url));
    case "input_image":
      return filePart("image", wireText(part.image_url), part.file_id);
    case "input_audio": {
      const { data, format } = wireObject(part.input_audio);
      return { type: "file", mediaType: `audio/${format}`, data: bytes(wireText(data)) };
    }
    case "file":
      return namedFile(wireObject(part.file));
    case "input_file":
      return namedFile(part);
    default:
      return { type: "text", text: wireText(part.text ?? part.refusal) };
  }
}

function namedFile(part: WireObject): PromptFilePart {
  const address = wireText(part.file_data ?? part.file_url);
  const file = filePart("application/octet-stream", address, part.file_id);
  return typeof part.filename === "string" ? { ...file, filename: part.filename } : file;
}

function filePart(mediaType: string, address: string, fileId?: unknown): PromptFilePart {
  if (typeof fileId === "string") {
    return { type: "file", mediaType, data: { type: "reference", reference: { openai: fileId } } };
  }
  const inline = /^data:([^;,]+);base64,/.exec(address);
  if (inline !== null) {
    const data = bytes(address.slice(inline[0].length));
    return { type: "file", mediaType: inline[1] ?? mediaType, data };
  }
  const url = URL.parse(address);
  return { type: "file", mediaType, data: url ? { type: "url", url } : bytes(address) };
}

function bytes(base64: string): { type: "data"; data: string } {
  return { type: "data", data: base64 };
}
