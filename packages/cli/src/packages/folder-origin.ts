import { readdir, readFile, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { PythonPackageError } from "@inhouse/contracts";
import {
  folderPath,
  lockFilename,
  maxWheelBytes,
  parseWheelFilename,
  readPackageFolder,
} from "@inhouse/tool-python/packages";
import { lockedOrigin } from "./locked-origin.ts";
import type { OfferedWheel, PackageOrigin } from "./package-origin.ts";

/**
 * @param path - a wheel on this machine
 * @returns it as an offer
 * @throws PythonPackageError if its name is not that of a wheel
 */
export function wheelOnDisk(path: string): OfferedWheel {
  const wheel = parseWheelFilename(basename(path));
  if (wheel === null) {
    const message = `${path} has not the name of a wheel, NAME-VERSION-PYTHON-ABI-PLATFORM.whl.`;
    throw new PythonPackageError("bad_archive", basename(path), message);
  }
  return {
    wheel,
    sha256: null,
    requiresPython: null,
    yanked: false,
    locked: null,
    address: path,
    read: () => readWheelFile(path, wheel.name),
  };
}

async function readWheelFile(path: string, name: string): Promise<Uint8Array> {
  try {
    if ((await stat(path)).size > maxWheelBytes) {
      const message = `${path} has more than ${maxWheelBytes} bytes.`;
      throw new PythonPackageError("too_large", name, message);
    }
    return await readFile(path);
  } catch (error) {
    if (error instanceof PythonPackageError) throw error;
    throw new PythonPackageError("missing_file", name, `${path} cannot be read.`, { cause: error });
  }
}

/**
 * @param given - a folder of wheels, with or without a lock file
 * @throws PythonPackageError if it is not there, or its lock file cannot be used
 */
export async function folderOrigin(given: string): Promise<PackageOrigin> {
  const folder = folderPath(given);
  let names: string[];
  try {
    names = await readdir(folder);
  } catch (cause) {
    throw new PythonPackageError("mirror", "", `The folder ${folder} cannot be read.`, { cause });
  }
  if (names.includes(lockFilename)) {
    const { locked } = await readPackageFolder(folder);
    return lockedOrigin(locked, {
      addressOf: (filename) => join(folder, filename),
      read: (filename, name) => readWheelFile(join(folder, filename), name),
    });
  }
  const wheels = names.filter((name) => parseWheelFilename(name) !== null);
  return {
    offers: async (name) =>
      wheels
        .map((file) => wheelOnDisk(join(folder, file)))
        .filter((one) => one.wheel.name === name),
  };
}
