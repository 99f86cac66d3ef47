import { StorageError } from "@inhouse/contracts";

/**
 * @param kind - the kind of a record
 * @param id - its id
 * @returns the error for an update that says another place than the record has
 */
export function movedError(kind: string, id: string): StorageError {
  return new StorageError(
    `The update of the ${kind} '${id}' would move it to another place. Nothing was written.`,
    "no",
  );
}
