import { InhouseError } from "./inhouse-error.ts";

/** Stored data cannot be read. Nothing was changed or emptied. */
export class StorageCorruptError extends InhouseError {
  /** Always `storage_corrupt`. */
  readonly code = "storage_corrupt";
  /** The file or table. */
  readonly location: string;

  /**
   * @param location - the file or table
   * @param problem - what is wrong with it
   * @param options - the cause, where there is one
   */
  constructor(location: string, problem: string, options?: ErrorOptions) {
    super(
      `'${location}' cannot be read: ${problem}. It was left as it is; restore it from a copy or move it away.`,
      options,
    );
    this.location = location;
  }
}
