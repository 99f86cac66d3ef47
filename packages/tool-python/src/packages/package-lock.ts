import { PackageFault } from "./package-fault.ts";
import { normalizeName } from "./package-name.ts";
import { parseWheelFilename, sandboxPlatform, wheelFit } from "./wheel-filename.ts";

/** A package of a lock file. */
export interface LockedPackage {
  /** Its name, normalized. */
  readonly name: string;
  readonly version: string;
  /** Its wheel, in the folder of the lock file. */
  readonly filename: string;
  /** Of the wheel, in hexadecimal digits. */
  readonly sha256: string;
  /** The packages that it needs, normalized. */
  readonly depends: readonly string[];
  /** The modules that it brings. */
  readonly imports: readonly string[];
}

/** The name of the lock file, which is Pyodide's and has Pyodide's format. */
export const lockFilename = "pyodide-lock.json";

const maxPackages = 20_000;
const maxListed = 2_000;

function refuse(message: string): never {
  throw new PackageFault("bad_lock", "", `The lock file is refused: ${message}.`);
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function texts(value: unknown, what: string): string[] {
  if (!Array.isArray(value) || value.length > maxListed) return refuse(`${what} is no list`);
  return value.map((item) =>
    typeof item === "string" && item.length <= 200 ? item : refuse(`${what} has no names`),
  );
}

function parsePackage(key: string, value: unknown): LockedPackage | null {
  const at = `packages['${key.slice(0, 100)}']`;
  if (!isRecord(value)) return refuse(`${at} is no object`);
  const { name, version, file_name: filename, sha256 } = value;
  if (typeof name !== "string" || typeof version !== "string" || typeof filename !== "string") {
    return refuse(`${at} must have name, version and file_name`);
  }
  // Archives of tests and of shared libraries, and wheels for others, which a lock file may list beside what is of use.
  const wheel = parseWheelFilename(filename);
  if (wheel === null || wheelFit(wheel) === 0) return null;
  if (wheel.name !== normalizeName(name)) return refuse(`${at} has the wheel of ${wheel.name}`);
  if (typeof sha256 !== "string" || !/^[0-9a-f]{64}$/.test(sha256)) {
    return refuse(`${at}.sha256 must be 64 hexadecimal digits`);
  }
  return {
    name: normalizeName(name),
    version,
    filename,
    sha256,
    depends: texts(value.depends ?? [], `${at}.depends`).map(normalizeName),
    imports: texts(value.imports ?? [], `${at}.imports`),
  };
}

function checkPlatform(info: unknown): void {
  const { python, abi_version: abi } = isRecord(info) ? info : refuse("it has no 'info'");
  const minor = typeof python === "string" ? python.split(".").slice(0, 2).join(".") : "";
  if (minor === sandboxPlatform.python && abi === sandboxPlatform.abi) return;
  throw new PackageFault(
    "wrong_platform",
    "",
    `The lock file is for Python ${String(python)} with ABI ${String(abi)}. The sandbox has Python ${sandboxPlatform.python} with ABI ${sandboxPlatform.abi}: use the lock file of that version of Pyodide.`,
  );
}

/**
 * Reads a lock file of Pyodide's format, version of Pyodide 0.28 and later.
 *
 * @param text - its content
 * @returns its packages by name, without those that are no wheels for the sandbox
 * @throws PackageFault if it is no lock file, or one for another Python
 */
export function parsePackageLock(text: string): ReadonlyMap<string, LockedPackage> {
  let lock: unknown;
  try {
    lock = JSON.parse(text);
  } catch {
    return refuse("it is no JSON");
  }
  if (!isRecord(lock) || !isRecord(lock.packages)) return refuse("it has no 'packages'");
  checkPlatform(lock.info);
  const entries = Object.entries(lock.packages);
  if (entries.length > maxPackages) return refuse("it has too many packages");
  const packages = new Map<string, LockedPackage>();
  for (const [key, value] of entries) {
    const found = parsePackage(key, value);
    if (found === null) continue;
    if (packages.has(found.name)) return refuse(`it has ${found.name} twice`);
    packages.set(found.name, found);
  }
  return packages;
}

/**
 * @param packages - the packages, in any order
 * @returns the text of a lock file that Pyodide can read too
 */
export function formatPackageLock(packages: Iterable<LockedPackage>): string {
  const sorted = [...packages].sort((a, b) => (a.name < b.name ? -1 : 1));
  const { abi, python } = sandboxPlatform;
  const info = { abi_version: abi, arch: "wasm32", platform: "emscripten_5_0_3", python };
  const entries = sorted.map((one) => [
    one.name,
    {
      depends: one.depends,
      file_name: one.filename,
      imports: one.imports,
      install_dir: "site",
      name: one.name,
      package_type: "package",
      sha256: one.sha256,
      unvendored_tests: false,
      version: one.version,
    },
  ]);
  return `${JSON.stringify({ info, packages: Object.fromEntries(entries) }, null, 2)}\n`;
}
