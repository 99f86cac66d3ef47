import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { PackageFolderContent } from "@inhouse/tool-python/packages";
import { folderPath, lockFilename, readPackageFolder } from "@inhouse/tool-python/packages";

/** A folder of packages, which may not be there yet. */
export interface TargetFolder extends Omit<PackageFolderContent, "text"> {
  /** The text of its lock file; null: it has none. */
  readonly text: string | null;
}

/**
 * @param given - the folder, a path or a `file:` URL
 * @returns what is in it
 * @throws PythonPackageError if it has a lock file that cannot be used
 */
export async function readTargetFolder(given: string): Promise<TargetFolder> {
  const folder = folderPath(given);
  if (existsSync(join(folder, lockFilename))) return readPackageFolder(folder);
  const files = existsSync(folder) ? await readdir(folder) : [];
  return { folder, locked: new Map(), files: new Set(files), text: null };
}
