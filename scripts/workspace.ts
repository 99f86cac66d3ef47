import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The keys of a package.json that the gates look at. */
export interface Manifest {
  readonly name?: string;
  readonly version?: string;
  readonly description?: string;
  readonly type?: string;
  readonly license?: string;
  readonly private?: boolean;
  readonly sideEffects?: boolean;
  readonly engines?: Readonly<Record<string, string>>;
  readonly files?: readonly string[];
  readonly exports?: Readonly<Record<string, unknown>>;
  readonly publishConfig?: {
    readonly access?: string;
    readonly exports?: Readonly<Record<string, unknown>>;
  };
  readonly scripts?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

/** One member of the workspace. */
export interface WorkspacePackage {
  /** Its folder relative to the root, with `/`: `packages/core`. */
  readonly folder: string;
  /** Its parsed package.json. */
  readonly manifest: Manifest;
}

/** The scope of every package of this repository. */
export const scope = "@inhouse/";

/** Every member of the workspace, sorted by folder. A folder without a package.json is not a member. */
export function readWorkspace(root: string): readonly WorkspacePackage[] {
  const folders = [...subfolders(root, "examples"), "docs", ...subfolders(root, "packages")];
  return folders
    .filter((folder) => existsSync(join(root, folder, "package.json")))
    .sort()
    .map((folder) => ({ folder, manifest: readJson(join(root, folder, "package.json")) }));
}

/** Parses a JSON file; the error names the file. */
export function readJson<T>(path: string): T {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as T;
  } catch (cause) {
    throw new Error(`${path} is not readable as JSON`, { cause });
  }
}

/** What users install with the package: dependencies, peers and optional ones. */
export function runtimeDependencies(manifest: Manifest): readonly string[] {
  return [
    ...Object.keys(manifest.dependencies ?? {}),
    ...Object.keys(manifest.peerDependencies ?? {}),
    ...Object.keys(manifest.optionalDependencies ?? {}),
  ];
}

/** A pattern for a folder, with or without the stars behind it. */
export function folderPattern(pattern: string): string {
  return pattern.replace(/\/\*\*$/, "");
}

/** What the package keeps out of its tarball and its build: its tests and the folders that only they import. */
export function testOnly(manifest: Manifest): readonly string[] {
  return (manifest.files ?? [])
    .filter((pattern) => pattern.startsWith("!"))
    .map((pattern) => folderPattern(pattern.slice(1)));
}

/**
 * Whether a file, relative to the package, is not published: then users install neither it nor what it imports. Only `src`
 * is, without the tests.
 */
export function isTestFile(file: string, manifest: Manifest): boolean {
  return (
    !file.startsWith("src/") ||
    /\.(test|test-d)\.tsx?$/.test(file) ||
    testOnly(manifest).some((folder) => file.startsWith(`${folder}/`))
  );
}

function subfolders(root: string, parent: string): readonly string[] {
  if (!existsSync(join(root, parent))) return [];
  return readdirSync(join(root, parent), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => `${parent}/${entry.name}`);
}
