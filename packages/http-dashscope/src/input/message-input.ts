import type { JsonValue } from "@inhouse/contracts";
import type { CreateMessage } from "@inhouse/core";
import { toCoreId } from "../ids/wire-id.ts";
import { readIds } from "./read-ids.ts";
import { readMetadata } from "./read-metadata.ts";
import { unchecked } from "./unchecked.ts";
import type { WireFields } from "./wire-fields.ts";
import { objectFields, readArray, renamed } from "./wire-fields.ts";

/**
 * @param fields - what a client sent
 * @param fileTools - the tools that may read its files
 * @param param - where the fields stand; `""`: they are the body
 * @returns the message to create
 * @throws InvalidInputError if a field is wrong that the library does not see
 */
export function createMessageInput(
  fields: WireFields,
  fileTools: readonly string[],
  param = "",
): CreateMessage {
  const inside = param === "" ? "" : `${param}.`;
  const fileIds = readIds(fields.file_ids, `${inside}file_ids`) ?? [];
  const tools = fileTools.map((type) => ({ type }));
  return unchecked({
    ...renamed(fields, { role: "role" }),
    ...readContent(fields.content, `${inside}content`),
    ...readMetadata(fields, param),
    ...(fileIds.length > 0 && { attachments: fileIds.map((fileId) => ({ fileId, tools })) }),
  });
}

/**
 * @param value - messages in a body; undefined: none were sent
 * @param fileTools - the tools that may read their files
 * @param param - where they stand
 * @returns the messages to create; undefined: none were sent
 * @throws InvalidInputError if a field is wrong that the library does not see
 */
export function createMessageInputs(
  value: JsonValue | undefined,
  fileTools: readonly string[],
  param: string,
): readonly CreateMessage[] | undefined {
  return readArray(value, param)?.map((message, index) => {
    const place = `${param}[${index}]`;
    return createMessageInput(objectFields(message, place), fileTools, place);
  });
}

/** This API documents text alone; the parts that its messages are read back in are taken too. */
function readContent(content: JsonValue | undefined, param: string): { content?: unknown } {
  if (content === undefined) return {};
  if (!Array.isArray(content)) return { content };
  return { content: content.map((part, index) => readPart(part, `${param}[${index}]`)) };
}

function readPart(part: JsonValue, param: string): object {
  const fields = objectFields(part, param);
  const { type, text } = fields;
  switch (type) {
    case "text": {
      const isText = typeof text === "string" || text === undefined;
      return { type, text: isText ? text : objectFields(text, `${param}.text`).value };
    }
    case "image_file": {
      const image = objectFields(fields.image_file, `${param}.image_file`);
      const fileId = typeof image.file_id === "string" ? toCoreId(image.file_id) : image.file_id;
      return { type, fileId, ...renamed(image, { detail: "detail" }) };
    }
    case "image_url": {
      const image = objectFields(fields.image_url, `${param}.image_url`);
      return { type, ...renamed(image, { url: "url", detail: "detail" }) };
    }
    default:
      return { type };
  }
}
