import { readFile } from "node:fs/promises";
import type { PackageSettings } from "../protocol/messages.ts";
import { readPackageFolder } from "./package-folder.ts";
import type { LockedPackage } from "./package-lock.ts";
import { parsePackageLock } from "./package-lock.ts";
import { isPackageName, normalizeName } from "./package-name.ts";

/** Where the interpreter gets packages from. */
export interface PackagesOptions {
  /**
   * The folder with the packages' wheels and the lock file `pyodide-lock.json`, a path or a `file:` URL. The command
   * `inhouse packages add` makes one, and a folder of the Pyodide distribution is one.
   */
  readonly folder: string | URL;
}

/** A package that the code wanted and that is not there. */
export interface MissingPackage {
  /** Its name, as far as it is known. */
  readonly name: string;
  /** The packages that are there. */
  readonly available: readonly string[];
  /** The commands that an operator can give, for a shell. */
  readonly command: string;
  /** Whether the folder lists it, so that something must be wrong with it. */
  readonly listed: boolean;
}

/** What a source of packages is made of. */
export interface PackageSourceParts {
  readonly options: PackagesOptions | null;
  /** The folder of Pyodide's files as a `file:` URL with a slash at its end. */
  readonly pyodideUrl: () => string;
  /** How many bytes the packages of a session may have, unpacked. */
  readonly maxBytes: number;
}

const suggestedFolder = "./python-packages";

const quoted = (text: string): string =>
  /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;

/** The packages that an operator provides, and what can be said of those that are missing. */
export class PackageSource {
  readonly #parts: PackageSourceParts;
  #available: readonly string[] | null = null;

  constructor(parts: PackageSourceParts) {
    this.#parts = parts;
  }

  /** The names of the packages that can be imported, as of the last {@link PackageSource.load}; null: not known yet. */
  get available(): readonly string[] | null {
    return this.#parts.options === null ? [] : this.#available;
  }

  /**
   * @returns what a new interpreter is told of packages, as the folder is now; null: there are none
   * @throws PythonPackageError if the lock file cannot be used
   */
  async load(): Promise<PackageSettings | null> {
    const { options, maxBytes } = this.#parts;
    if (options === null) return null;
    const { folder, locked, files } = await readPackageFolder(options.folder);
    const packages = [...locked.values()];
    this.#available = packages.filter((one) => files.has(one.filename)).map((one) => one.name);
    return { folder, locked: packages, maxBytes };
  }

  /**
   * @param module - the name of a module that was not found; hostile
   * @returns what to say of it; null: it can be no package
   */
  async explainMissing(module: string): Promise<MissingPackage | null> {
    if (!isPackageName(module)) return null;
    const { options } = this.#parts;
    const settings = await this.load().catch(() => null);
    const bringsIt = (one: LockedPackage): boolean => one.imports.includes(module);
    const listed = settings?.locked.find(bringsIt);
    const distributed = await this.#distributed(bringsIt);
    const name = listed?.name ?? distributed?.name ?? normalizeName(module);
    const folder = options === null ? suggestedFolder : quoted(String(options.folder));
    const from = distributed?.url ?? "https://pypi.org/simple/";
    const isThere = listed !== undefined && (this.#available ?? []).includes(listed.name);
    return {
      name,
      available: this.#available ?? [],
      command: isThere
        ? `npx inhouse packages verify --folder ${folder}`
        : `npx inhouse packages add ${name} --folder ${folder} --from ${from}`,
      listed: isThere,
    };
  }

  /** The package of Pyodide's own distribution that brings a module, and where that distribution is. */
  async #distributed(
    bringsIt: (one: LockedPackage) => boolean,
  ): Promise<{ readonly name: string; readonly url: string } | undefined> {
    try {
      const folder = this.#parts.pyodideUrl();
      const read = (file: string): Promise<string> => readFile(new URL(file, folder), "utf8");
      const { version } = JSON.parse(await read("package.json")) as { readonly version: string };
      const found = [...parsePackageLock(await read("pyodide-lock.json")).values()].find(bringsIt);
      if (found === undefined) return undefined;
      return { name: found.name, url: `https://cdn.jsdelivr.net/pyodide/v${version}/full/` };
    } catch {
      // An application that ships Pyodide's files need not ship these.
      return undefined;
    }
  }
}
