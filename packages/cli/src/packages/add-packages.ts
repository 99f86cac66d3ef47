import { InvalidInputError } from "@inhouse/contracts";
import type { LockedPackage } from "@inhouse/tool-python/packages";
import { collectPackages } from "./collect-packages.ts";
import { folderOrigin, wheelOnDisk } from "./folder-origin.ts";
import { mirrorOrigin } from "./mirror-origin.ts";
import type { OfferedWheel, PackageOrigin } from "./package-origin.ts";
import { parseRequirement } from "./requirement.ts";
import { readTargetFolder } from "./target-folder.ts";
import { writePackages } from "./write-packages.ts";

/** What is to be added, and where. */
export interface AddPackagesOptions {
  /** Names of packages, perhaps with versions, and paths of wheels. */
  readonly wanted: readonly string[];
  /** The folder of packages. */
  readonly folder: string;
  /** A folder of wheels or the address of a mirror; null: none. */
  readonly from: string | null;
  /** Told of every wheel before it is read, with the package that needs it; `""`: the user does. */
  readonly onFetch: (offer: OfferedWheel, neededBy: string) => void;
}

/** A package that was added. */
export interface AddedPackage {
  readonly locked: LockedPackage;
  /** The size of its wheel. */
  readonly bytes: number;
}

async function openOrigin(from: string | null): Promise<PackageOrigin | null> {
  if (from === null) return null;
  return /^https?:/i.test(from) ? mirrorOrigin(from) : folderOrigin(from);
}

/**
 * Adds packages and all that they need to a folder. Nothing is written before all of it is there and checked.
 *
 * @param options - what, and where
 * @returns what was added; the rest was there
 * @throws InvalidInputError if a name is none, or it is not said where it comes from
 * @throws PythonPackageError if anything cannot be had or is refused
 */
export async function addPackages(options: AddPackagesOptions): Promise<readonly AddedPackage[]> {
  const { wanted, folder, from, onFetch } = options;
  const given = new Map<string, OfferedWheel>();
  const requirements = wanted.map((text) => {
    if (!text.endsWith(".whl")) return parseRequirement(text);
    const offer = wheelOnDisk(text);
    given.set(offer.wheel.name, offer);
    return { name: offer.wheel.name, extras: [], versions: "", marker: null };
  });
  if (from === null && requirements.some(({ name }) => !given.has(name))) {
    throw new InvalidInputError({
      param: "--from",
      expected: "a folder of wheels, or the address of a mirror, where packages are named",
      received: "not given",
    });
  }
  const target = await readTargetFolder(folder);
  const origin = await openOrigin(from);
  const added = await collectPackages(requirements, { origin, given, target, onFetch });
  if (added.length > 0) await writePackages(target, added);
  return added.map(({ locked, bytes }) => ({ locked, bytes: bytes.length }));
}
