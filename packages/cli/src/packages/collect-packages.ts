import { PythonPackageError } from "@inhouse/contracts";
import type { LockedPackage } from "@inhouse/tool-python/packages";
import { packageFunctions, sha256Of } from "@inhouse/tool-python/packages";
import { chooseWheel, isWanted } from "./choose-wheel.ts";
import type { OfferedWheel, PackageOrigin } from "./package-origin.ts";
import { requiredPackages } from "./required-packages.ts";
import type { Requirement } from "./requirement.ts";
import type { TargetFolder } from "./target-folder.ts";

/** A package that was fetched and checked, and is not written yet. */
export interface CollectedPackage {
  readonly locked: LockedPackage;
  readonly bytes: Uint8Array;
}

/** What packages are collected from, and for. */
export interface CollectionParts {
  /** Where wheels come from; null: from nowhere but `given`. */
  readonly origin: PackageOrigin | null;
  /** Wheels that the user named, by package. */
  readonly given: ReadonlyMap<string, OfferedWheel>;
  /** The folder for which they are, and what is in it. */
  readonly target: TargetFolder;
  /** Told of every wheel before it is read, with the package that needs it; `""`: the user does. */
  readonly onFetch: (offer: OfferedWheel, neededBy: string) => void;
}

interface Want extends Requirement {
  readonly by: string;
}

/** Fetches packages and all that they need, and checks everything, before anything is written. */
class Collection {
  readonly #parts: CollectionParts;
  readonly #collected = new Map<string, CollectedPackage>();
  readonly #seen = new Set<string>();
  readonly #open: Want[];

  constructor(parts: CollectionParts, wanted: readonly Requirement[]) {
    this.#parts = parts;
    this.#open = wanted.map((one) => ({ ...one, by: "" }));
  }

  async collect(): Promise<readonly CollectedPackage[]> {
    for (let want = this.#open.shift(); want !== undefined; want = this.#open.shift()) {
      await this.#satisfy(want);
    }
    return [...this.#collected.values()];
  }

  async #satisfy(want: Want): Promise<void> {
    const key = JSON.stringify([want.name, want.versions, want.extras]);
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    const have = this.#collected.get(want.name)?.locked ?? this.#kept(want);
    if (have !== undefined && !isWanted(have.version, want.versions)) {
      const needs = want.by === "" ? "You ask for" : `'${want.by}' needs`;
      throw new PythonPackageError(
        "missing_dependency",
        want.by === "" ? want.name : want.by,
        `${needs} ${want.name} ${want.versions}, and ${have.version} is taken for another package. Name a version that suits all: ${want.name}==VERSION.`,
      );
    }
    if (have !== undefined && want.extras.length === 0) return;
    await this.#fetch(want);
  }

  /** What the folder has already, unless the user asks for it anew. */
  #kept({ name, by, versions }: Want): LockedPackage | undefined {
    const { target, given } = this.#parts;
    const present = target.locked.get(name);
    if (present === undefined || given.has(name)) return undefined;
    if (!target.files.has(present.filename)) return undefined;
    return by === "" && !isWanted(present.version, versions) ? undefined : present;
  }

  async #fetch(want: Want): Promise<void> {
    const { origin, given, onFetch } = this.#parts;
    const named = given.get(want.name);
    const offers = named === undefined ? ((await origin?.offers(want.name)) ?? []) : [named];
    const offer = this.#choose(offers, want);
    onFetch(offer, want.by);
    const bytes = await offer.read();
    const { wheel } = offer;
    const sha256 = sha256Of(bytes);
    this.#checkHash(offer, sha256, named !== undefined);
    const { metadata, modules, version } = packageFunctions.readWheel(wheel.filename, bytes);
    const needs =
      offer.locked === null ? requiredPackages(wheel.filename, metadata, want.extras) : [];
    const depends = offer.locked?.depends ?? needs.map((one) => one.name);
    this.#collected.set(want.name, {
      locked: {
        name: want.name,
        version,
        filename: wheel.filename,
        sha256,
        depends: [...new Set(depends)].filter((name) => name !== want.name).sort(),
        imports: offer.locked?.imports ?? modules,
      },
      bytes,
    });
    const further: readonly Requirement[] =
      offer.locked === null
        ? needs
        : depends.map((name) => ({ name, extras: [], versions: "", marker: null }));
    this.#open.push(...further.map((one) => ({ ...one, by: want.name })));
  }

  #checkHash(offer: OfferedWheel, sha256: string, named: boolean): void {
    const { wheel, address } = offer;
    // A lock file that lists a wheel that the folder lacks says which bytes it must have, whatever the mirror says.
    const listed = named ? undefined : this.#parts.target.locked.get(wheel.name);
    const locked = listed?.filename === wheel.filename ? listed.sha256 : null;
    for (const expected of [offer.sha256, locked]) {
      if (expected === null || expected === sha256) continue;
      throw new PythonPackageError(
        "wrong_hash",
        wheel.name,
        `${address} has the SHA-256 ${sha256}, and ${expected} is expected: it is another file, and is not used.`,
      );
    }
  }

  #choose(offers: readonly OfferedWheel[], want: Want): OfferedWheel {
    try {
      return chooseWheel(offers, want);
    } catch (error) {
      if (!(error instanceof PythonPackageError) || want.by === "") throw error;
      const message = `'${want.by}' needs '${want.name}': ${error.message}`;
      throw new PythonPackageError("missing_dependency", want.by, message, { cause: error });
    }
  }
}

/**
 * Fetches packages and all that they need. What the folder has is kept where it suits.
 *
 * @param wanted - the packages
 * @param parts - where they come from
 * @returns what is new, checked
 * @throws PythonPackageError if anything cannot be had or is refused; then there is nothing to be undone
 */
export async function collectPackages(
  wanted: readonly Requirement[],
  parts: CollectionParts,
): Promise<readonly CollectedPackage[]> {
  return new Collection(parts, wanted).collect();
}
