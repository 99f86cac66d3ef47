import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { extendPackageLock, lockFilename } from "@inhouse/tool-python/packages";
import type { CollectedPackage } from "./collect-packages.ts";
import type { TargetFolder } from "./target-folder.ts";

const partialName = (filename: string): string => `.${filename}.${process.pid}.partial`;

/** Writes a file so that whoever looks sees all of it or none. */
async function writeWhole(
  folder: string,
  filename: string,
  content: string | Uint8Array,
): Promise<void> {
  const partial = join(folder, partialName(filename));
  try {
    await writeFile(partial, content, { flush: true });
    await rename(partial, join(folder, filename));
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}

/**
 * Writes wheels, then the lock file that lists them, then removes those whose place they took: at every moment the folder
 * has all that its lock file says.
 *
 * @param target - the folder, made if need be, and what is in it
 * @param added - what is new, or comes in the place of another version
 */
export async function writePackages(
  target: TargetFolder,
  added: readonly CollectedPackage[],
): Promise<void> {
  const { folder, locked, files, text } = target;
  await mkdir(folder, { recursive: true });
  const written: string[] = [];
  try {
    for (const one of added) {
      const { filename } = one.locked;
      await writeWhole(folder, filename, one.bytes);
      if (!files.has(filename)) written.push(filename);
    }
    const lock = extendPackageLock(
      added.map((one) => one.locked),
      text,
    );
    await writeWhole(folder, lockFilename, lock);
  } catch (error) {
    for (const filename of written) await rm(join(folder, filename), { force: true });
    throw error;
  }
  for (const one of added) {
    const before = locked.get(one.locked.name)?.filename;
    if (before === undefined || before === one.locked.filename) continue;
    await rm(join(folder, before), { force: true });
  }
}
