import { packageClosure } from "../packages/package-closure.ts";
import { PackageFault } from "../packages/package-fault.ts";
import type { LockedPackage } from "../packages/package-lock.ts";
import type { ArchiveFile } from "../packages/read-archive.ts";
import { readWheel, wheelLimits } from "../packages/read-wheel.ts";
import { readVerifiedWheel, sha256Of } from "../packages/verified-wheel.ts";
import type { PackageSettings } from "../protocol/messages.ts";
import type { DiskLimit } from "./disk-limit.ts";
import type { EmscriptenFs } from "./emscripten.ts";

/** Where Python looks for packages. */
const siteFolder = "/lib/python3.14/site-packages";

/** What packages are installed into. */
export interface PackageInstallerParts {
  readonly fs: EmscriptenFs;
  readonly disk: DiskLimit;
  readonly settings: PackageSettings;
  /** @param sha256 - of a native module in a wheel that was locked: it may be loaded from now on */
  readonly allowWasm: (sha256: string) => void;
}

/** Puts packages of the folder of packages into the sandbox, when their modules are imported. */
export class PackageInstaller {
  readonly #parts: PackageInstallerParts;
  readonly #locked: ReadonlyMap<string, LockedPackage>;
  readonly #byModule = new Map<string, string>();
  readonly #installed = new Set<string>();
  #bytes = 0;

  constructor(parts: PackageInstallerParts) {
    this.#parts = parts;
    this.#locked = new Map(parts.settings.locked.map((one) => [one.name, one]));
    for (const { name, imports } of this.#locked.values()) {
      for (const module of imports) this.#byModule.set(module, name);
    }
  }

  /**
   * Installs the package that brings a module, with all that it needs, or nothing.
   *
   * @param module - the module's full name; hostile
   * @returns whether something was installed; false: no package brings it, or it is installed already
   * @throws PackageFault if a wheel is missing, has changed, is refused or finds no room
   */
  installFor(module: string): boolean {
    const name = this.#byModule.get(module);
    if (name === undefined) return false;
    const missing = packageClosure([name], this.#locked).filter(
      (one) => !this.#installed.has(one.name),
    );
    if (missing.length === 0) return false;
    const files = missing.flatMap((locked) => this.#unpack(locked));
    this.#write(name, files);
    for (const one of missing) this.#installed.add(one.name);
    return true;
  }

  #unpack(locked: LockedPackage): readonly ArchiveFile[] {
    const bytes = readVerifiedWheel(this.#parts.settings.folder, locked);
    return readWheel(locked.filename, bytes, {
      ...wheelLimits,
      maxTotalBytes: Math.min(wheelLimits.maxTotalBytes, this.#parts.settings.maxBytes),
    }).files;
  }

  #write(name: string, files: readonly ArchiveFile[]): void {
    const { fs, disk, settings, allowWasm } = this.#parts;
    const size = files.reduce((sum, { bytes }) => sum + bytes.length, 0);
    if (this.#bytes + size > settings.maxBytes) {
      throw new PackageFault(
        "too_large",
        name,
        `The packages of this session would have more than ${settings.maxBytes} bytes.`,
      );
    }
    // What the operator provides does not count against the code's own files.
    disk.extend(size, 2 * files.length + 64);
    this.#bytes += size;
    const written: string[] = [];
    try {
      for (const { path, bytes } of files) {
        const place = `${siteFolder}/${path}`;
        fs.mkdirTree(place.slice(0, place.lastIndexOf("/")));
        written.push(place);
        fs.writeFile(place, bytes, { canOwn: true });
      }
      // Only now: of a package that is not there, nothing may be loaded either.
      for (const { path, bytes } of files) if (path.endsWith(".so")) allowWasm(sha256Of(bytes));
    } catch (error) {
      for (const place of written) remove(fs, place);
      this.#bytes -= size;
      disk.extend(-size, -2 * files.length - 64);
      throw error;
    }
  }
}

function remove(fs: EmscriptenFs, path: string): void {
  try {
    fs.unlink(path);
  } catch {
    // The code has put something else there.
  }
}
