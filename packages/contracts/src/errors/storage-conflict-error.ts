import { InhouseError } from "./inhouse-error.ts";

/** A condition of a commit did not hold: somebody else was faster. Nothing was written. */
export class StorageConflictError extends InhouseError {
  /** Always `storage_conflict`. */
  readonly code = "storage_conflict";
  /** The kind of the record that differed. */
  readonly kind: string;
  /** The id of the record that differed. */
  readonly id: string;

  /**
   * @param kind - the kind of the record that differed
   * @param id - its id
   * @param options - the cause, where there is one
   */
  constructor(kind: string, id: string, options?: ErrorOptions) {
    super(`The ${kind} '${id}' was changed by somebody else at the same time.`, options);
    this.kind = kind;
    this.id = id;
  }
}
