import type { JsonValue } from "@inhouse/contracts";
import { invalidField } from "../faults/invalid-field.ts";
import type { WireFields } from "./wire-fields.ts";

/**
 * The names of objects of this API. The Python SDK takes whatever has one of them under the key `object` for that object,
 * also inside metadata.
 */
export const objectNames: ReadonlySet<string> = new Set([
  "assistant",
  "assistant.deleted",
  "assistant.file",
  "assistant.file.deleted",
  "list",
  "thread",
  "thread.deleted",
  "thread.message",
  "thread.message.delta",
  "thread.message.file",
  "thread.run",
  "thread.run.step",
  "thread.run.step.delta",
]);

/**
 * @param fields - what a client sent
 * @param param - where the fields stand; `""`: they are the body
 * @returns its metadata under that name, as it came; nothing if it sent none
 * @throws InvalidInputError if clients could not read it back
 */
export function readMetadata(fields: WireFields, param = ""): { readonly metadata?: JsonValue } {
  const { metadata } = fields;
  if (metadata === undefined) return {};
  if (typeof metadata === "object" && metadata !== null && "object" in metadata) {
    const { object } = metadata;
    if (typeof object === "string" && objectNames.has(object)) {
      const expected = "something else than the name of an object of this API";
      throw invalidField(`${param}${param && "."}metadata.object`, expected, object);
    }
  }
  return { metadata };
}
