import { readdir, readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { PythonPackageError } from "@inhouse/contracts";
import { packageFunctions } from "./package-functions.ts";
import type { LockedPackage } from "./package-lock.ts";
import { lockFilename } from "./package-lock.ts";

/** What is in a folder of packages. */
export interface PackageFolderContent {
  /** The folder, an absolute path. */
  readonly folder: string;
  /** What the lock file has, by name. */
  readonly locked: ReadonlyMap<string, LockedPackage>;
  /** The names of the files in the folder. */
  readonly files: ReadonlySet<string>;
}

/**
 * @param folder - a path or a `file:` URL
 * @returns it as an absolute path
 */
export const folderPath = (folder: string | URL): string =>
  String(folder).startsWith("file:") ? fileURLToPath(folder) : resolve(String(folder));

/**
 * @param given - the folder, a path or a `file:` URL
 * @returns what is in it
 * @throws PythonPackageError if it has no lock file, or none that can be used
 */
export async function readPackageFolder(given: string | URL): Promise<PackageFolderContent> {
  const folder = folderPath(given);
  let text: string;
  try {
    text = await readFile(join(folder, lockFilename), "utf8");
  } catch (cause) {
    throw new PythonPackageError("bad_lock", "", `${folder} has no file ${lockFilename}.`, {
      cause,
    });
  }
  return {
    folder,
    locked: packageFunctions.parsePackageLock(text),
    files: new Set(await readdir(folder)),
  };
}
