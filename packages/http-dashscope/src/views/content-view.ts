import type { Annotation, JsonObject, MessagePart } from "@inhouse/contracts";
import { toWireId } from "../ids/wire-id.ts";

/**
 * @param part - a part of a message
 * @returns it as clients of this API see it: they know text and images; undefined: a file, which only `file_ids` names
 */
export function contentView(part: MessagePart): JsonObject | undefined {
  switch (part.type) {
    case "text":
      return textView(part.text, part.annotations);
    case "refusal":
      return textView(part.refusal);
    case "image_url":
      // A data URL is an image's bytes, not something to read.
      return textView(part.url.startsWith("data:") ? "" : part.url);
    case "image_file":
      return { type: "image_file", image_file: { file_id: toWireId(part.fileId) } };
    case "file":
      return undefined;
  }
}

/**
 * @param value - a text, or a piece of one
 * @param annotations - its references; absent: none
 * @returns the part that holds it
 */
export function textView(value: string, annotations: readonly Annotation[] = []): JsonObject {
  return { type: "text", text: { value, annotations: annotations.map(annotationView) } };
}

function annotationView(annotation: Annotation): JsonObject {
  const { type, text, startIndex, endIndex } = annotation;
  return { type, text, start_index: startIndex, end_index: endIndex, [type]: target(annotation) };
}

function target(annotation: Annotation): JsonObject {
  if (annotation.type !== "url_citation") return { file_id: toWireId(annotation.fileId) };
  const { url, title } = annotation;
  return { url, ...(title === undefined ? {} : { title }) };
}
