import type { Message, Metadata } from "@inhouse/contracts";
import { metadata } from "../input/common-schemas.ts";
import { fields } from "../input/fields.ts";
import { parseInput } from "../input/parse-input.ts";
import type { Schema } from "../input/schema.ts";
import type { Scope } from "../scope/scope.ts";
import { changed } from "../storage/tenant-storage.ts";
import { readStoredMessage } from "./read-stored-message.ts";

/** What to change of a message or a run: only the caller's pairs, for all else is history. */
export interface UpdateMetadata {
  /** The pairs; they replace all earlier ones. Null: none. */
  readonly metadata: Metadata | null;
}

/** What {@link UpdateMetadata} must be. */
export const updateMetadataSchema: Schema<{ readonly metadata: Metadata }> = fields({ metadata });

/**
 * @param scope - whose message
 * @param id - the message
 * @param input - what to change
 * @throws NotFoundError if there is none
 * @throws InvalidInputError if a field is wrong
 * @throws ThreadLockedError while a run is writing the message
 */
export async function updateMessage(
  scope: Scope,
  id: string,
  input: UpdateMetadata,
): Promise<Message> {
  const changes = parseInput(updateMetadataSchema, input);
  const { storage } = scope;
  return storage.transact(async () => {
    const record = await readStoredMessage(scope, id, "update a message");
    const value: Message = { ...record.value, ...changes };
    await storage.commit([{ type: "update", record: changed(record, { value }) }]);
    return value;
  });
}
