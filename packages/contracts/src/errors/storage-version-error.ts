import { InhouseError } from "./inhouse-error.ts";

/** What is stored has another form than this version of the library reads. Nothing was changed. */
export class StorageVersionError extends InhouseError {
  /** Always `storage_version`. */
  readonly code = "storage_version";
  /** The file, or the database and its tables. */
  readonly location: string;
  /** The version of what is stored; 0: nothing is stored there yet. */
  readonly found: number;
  /** The version that this library reads and writes. */
  readonly supported: number;

  /**
   * @param location - the file, or the database and its tables
   * @param found - the version of what is stored; 0: nothing is stored there yet
   * @param supported - the version that this library reads and writes
   */
  constructor(location: string, found: number, supported: number) {
    const what = `'${location}' has version ${found}, and this library works with version ${supported}.`;
    const advice =
      found > supported
        ? "Update the library: a newer one has written there."
        : "Let the library migrate it, or run the migrations before you start.";
    super(`${what} ${advice}`);
    this.location = location;
    this.found = found;
    this.supported = supported;
  }
}
