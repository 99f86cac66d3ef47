import type { CreateThread, UpdateThread } from "@inhouse/core";
import { createMessageInputs } from "./message-input.ts";
import { readMetadata } from "./read-metadata.ts";
import { unchecked } from "./unchecked.ts";
import type { WireFields } from "./wire-fields.ts";

/**
 * @param fields - what a client sent
 * @param fileTools - the tools that may read the files of its messages
 * @param param - where the fields stand; `""`: they are the body
 * @returns the thread to create
 * @throws InvalidInputError if a field is wrong that the library does not see
 */
export function createThreadInput(
  fields: WireFields,
  fileTools: readonly string[],
  param = "",
): CreateThread {
  const place = param === "" ? "messages" : `${param}.messages`;
  const messages = createMessageInputs(fields.messages, fileTools, place);
  return unchecked({ ...readMetadata(fields, param), ...(messages && { messages }) });
}

/**
 * @param fields - what a client sent
 * @returns what to change of the thread: what is absent or null stays
 * @throws InvalidInputError if its metadata could not be read back
 */
export function updateThreadInput(fields: WireFields): UpdateThread {
  return unchecked(readMetadata(fields));
}
