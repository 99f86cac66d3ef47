import type { JsonValue } from "@inhouse/contracts";
import { isFileBody, isFileField } from "../operation/arguments-schema.ts";
import type { OperationBody } from "../operation/operation.ts";
import { mergeAllOf } from "../schema/merge-all-of.ts";
import { rawOf, textOf } from "../schema/raw.ts";
import { ArgumentError } from "./argument-error.ts";
import { isCallers } from "./caller-fields.ts";
import { toPairs } from "./serialize-parameter.ts";

/** Reads files of the thread. */
export interface FileReader {
  /** @returns the file's name, type and bytes; undefined: it is none of the thread */
  read(
    fileId: string,
  ): Promise<
    | { readonly filename: string; readonly mediaType: string; readonly bytes: Uint8Array }
    | undefined
  >;
}

/** A body as it is sent. */
export interface EncodedBody {
  /** Its `content-type`. */
  readonly contentType: string;
  /** Its bytes. */
  readonly bytes: Uint8Array;
}

/**
 * @param value - what the model, and the caller, filled
 * @param body - what the operation says of its body
 * @param files - the files of the thread
 * @returns the body
 * @throws ArgumentError if no body can be made of it
 */
export async function encodeBody(
  value: JsonValue,
  body: OperationBody,
  files: FileReader,
): Promise<EncodedBody> {
  const { mediaType } = body;
  if (/[/+]json$/.test(mediaType)) return textBody(JSON.stringify(value), mediaType);
  if (mediaType === "application/x-www-form-urlencoded") {
    return textBody(formText(fieldsOf(value, body), body), mediaType);
  }
  if (mediaType === "multipart/form-data") return multipart(fieldsOf(value, body), body, files);
  if (isFileBody(mediaType)) {
    const { bytes } = await fileOf(value, body.argument, files);
    return { contentType: mediaType, bytes };
  }
  return textBody(typeof value === "string" ? value : JSON.stringify(value), mediaType);
}

function textBody(text: string, mediaType: string): EncodedBody {
  const isText = mediaType.startsWith("text/");
  const contentType = isText ? `${mediaType}; charset=utf-8` : mediaType;
  return { contentType, bytes: new TextEncoder().encode(text) };
}

function fieldsOf(
  value: JsonValue,
  { argument }: OperationBody,
): readonly (readonly [string, JsonValue])[] {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    return Object.entries(value).filter(([, one]) => one !== null);
  }
  throw new ArgumentError(`'${argument}' must be an object of the form's fields.`);
}

/** What says nothing of its style is written as most services read it: nested objects and lists by `name[key]`. */
function formText(
  fields: readonly (readonly [string, JsonValue])[],
  { encoding, callerFields }: OperationBody,
): string {
  const form = new URLSearchParams();
  for (const [name, value] of fields) {
    const stated = rawOf(encoding[name]);
    if (/json/.test(textOf(stated.contentType))) {
      form.append(name, JSON.stringify(value));
      continue;
    }
    const isPlainList = Array.isArray(value) && value.every((one) => typeof one !== "object");
    const style = textOf(stated.style) || (isPlainList ? "form" : "deepObject");
    const explode = typeof stated.explode === "boolean" ? stated.explode : true;
    for (const [key, text] of toPairs(value, { name, style, explode })) {
      if (callerFields.includes(name) || !isCallers(key, callerFields)) form.append(key, text);
    }
  }
  return form.toString();
}

async function multipart(
  fields: readonly (readonly [string, JsonValue])[],
  { schema, encoding }: OperationBody,
  files: FileReader,
): Promise<EncodedBody> {
  const properties = rawOf(mergeAllOf(schema).properties);
  const form = new FormData();
  for (const [name, value] of fields) {
    const one = Object.hasOwn(properties, name) ? rawOf(properties[name]) : {};
    const isList = Array.isArray(value);
    const isFile = isFileField(isList ? one.items : one);
    for (const item of isList ? value : [value]) {
      if (isFile) {
        const { bytes, mediaType, filename } = await fileOf(item, name, files);
        form.append(name, new Blob([bytes.slice()], { type: mediaType }), filename);
      } else if (typeof item === "object" && item !== null) {
        const type = textOf(rawOf(encoding[name]).contentType) || "application/json";
        form.append(name, new Blob([JSON.stringify(item)], { type }));
      } else form.append(name, String(item ?? ""));
    }
  }
  // The platform writes the boundaries, and keeps names of files from ending a header.
  const response = new Response(form);
  const contentType = response.headers.get("content-type") ?? "multipart/form-data";
  return { contentType, bytes: new Uint8Array(await response.arrayBuffer()) };
}

async function fileOf(
  value: JsonValue,
  argument: string,
  files: FileReader,
): Promise<{
  readonly filename: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}> {
  const file = typeof value === "string" ? await files.read(value) : undefined;
  if (file !== undefined) return file;
  throw new ArgumentError(`'${argument}' must be the id of a file of this thread.`);
}
