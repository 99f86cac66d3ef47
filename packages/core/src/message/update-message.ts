import type { Message, Metadata } from "@inhouse/contracts";
import * as v from "valibot";
import { metadata } from "../input/common-schemas.ts";
import { parseInput } from "../input/parse-input.ts";
import type { Scope } from "../scope/scope.ts";
import { changed } from "../storage/tenant-storage.ts";

/** What to change of a message, a run or a file: only the caller's pairs, for all else is history. */
export interface UpdateMetadata {
  /** The pairs; they replace all earlier ones. */
  readonly metadata: Metadata;
}

/** What {@link UpdateMetadata} must be. */
export const updateMetadataSchema = v.strictObject({ metadata });

/**
 * @param scope - whose message
 * @param id - the message
 * @param input - what to change
 * @throws NotFoundError if there is none
 * @throws InvalidInputError if a field is wrong
 */
export async function updateMessage(
  scope: Scope,
  id: string,
  input: UpdateMetadata,
): Promise<Message> {
  const changes = parseInput(updateMetadataSchema, input);
  const { storage } = scope;
  return storage.transact(async () => {
    const record = await storage.read("message", id);
    const value: Message = { ...record.value, ...changes };
    await storage.commit([{ type: "update", record: changed(record, { value }) }]);
    return value;
  });
}
