import { existsSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { readmeProblems } from "./readme-problems.ts";
import type { Manifest, WorkspacePackage } from "./workspace.ts";
import {
  folderPattern,
  readJson,
  readWorkspace,
  runtimeDependencies,
  scope,
  testOnly,
} from "./workspace.ts";

interface TypeScriptConfig {
  readonly extends?: string;
  readonly compilerOptions?: Readonly<Record<string, unknown>>;
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
  readonly references?: readonly { readonly path: string }[];
}

/** What every public package says in its package.json. */
const commonManifest: Manifest = {
  type: "module",
  license: "Apache-2.0",
  sideEffects: false,
  engines: { node: ">=22" },
};

/** What every public package puts into its tarball; it may keep more out of it. */
const commonFiles: readonly string[] = ["dist", "src", "!src/**/*.test.ts", "!src/**/*.test-d.ts"];

/** What every public package says in its tsconfig.json, the references and the exclusions aside. */
const commonConfig: TypeScriptConfig = {
  extends: "../../tsconfig.base.json",
  compilerOptions: { rootDir: "src", outDir: "dist" },
  include: ["src"],
};

/** Everything that sets a package at `root` apart from its siblings, as sentences; none: all have one shape. */
export function packageProblems(root: string): readonly string[] {
  const members = readWorkspace(root).filter(({ folder }) => folder.startsWith("packages/"));
  const published = members.filter(({ manifest }) => manifest.private !== true);
  const versions = new Set(published.map(({ manifest }) => manifest.version));
  return [
    ...members.flatMap((member) => prefixed(member, nameProblems(member))),
    ...published.flatMap((member) =>
      prefixed(member, [
        ...manifestProblems(member.manifest),
        ...doorProblems(root, member),
        ...configProblems(root, member),
        ...readmeProblems(
          readIfThere(join(root, member.folder, "README.md")),
          expectedName(member.folder),
        ),
      ]),
    ),
    ...(versions.size > 1
      ? [`packages/: one version for all, found ${[...versions].join(", ")}`]
      : []),
    ...buildOrderProblems(root, published),
    ...packageMapProblems(root, published),
  ];
}

function prefixed(member: WorkspacePackage, problems: readonly string[]): readonly string[] {
  return problems.map((problem) => `${member.folder}: ${problem}`);
}

function expectedName(folder: string): string {
  return `${scope}${posix.basename(folder)}`;
}

function nameProblems({ folder, manifest }: WorkspacePackage): readonly string[] {
  const expected = expectedName(folder);
  return manifest.name === expected ? [] : [`is named ${manifest.name}, not ${expected}`];
}

function manifestProblems(manifest: Manifest): readonly string[] {
  const problems = differences("package.json", { ...manifest }, { ...commonManifest });
  const { files = [] } = manifest;
  const missing = commonFiles.filter((pattern) => !files.includes(pattern));
  if (missing.length > 0) problems.push(`package.json: files does not list ${missing.join(", ")}`);
  if (!manifest.description) problems.push("package.json has no description");
  if (manifest.publishConfig?.access !== "public")
    problems.push("publishConfig.access is not public");
  if (manifest.scripts?.build !== "tsc --build") problems.push("scripts.build is not tsc --build");
  return problems;
}

/** Each door is a file of `src/` in the workspace and its two built files in the tarball. */
function doorProblems(root: string, { folder, manifest }: WorkspacePackage): readonly string[] {
  const doors = manifest.exports ?? {};
  const built = manifest.publishConfig?.exports ?? {};
  if (!isDeepStrictEqual(Object.keys(doors), Object.keys(built))) {
    return ["exports and publishConfig.exports have different keys"];
  }
  if (doors["."] !== "./src/index.ts") return [`exports["."] is not ./src/index.ts`];
  return Object.entries(doors).flatMap(([key, source]) => {
    if (key === "./package.json") return [];
    const door =
      typeof source === "string" ? /^\.\/src\/([a-z-]+)\.ts$/.exec(source)?.[1] : undefined;
    if (door === undefined) return [`exports["${key}"] is not a file directly under src/`];
    if (!existsSync(join(root, folder, "src", `${door}.ts`))) return [`src/${door}.ts is missing`];
    const pair = { types: `./dist/${door}.d.ts`, default: `./dist/${door}.js` };
    return isDeepStrictEqual(built[key], pair)
      ? []
      : [`publishConfig.exports["${key}"] is not ${JSON.stringify(pair)}`];
  });
}

/** The references of the build are exactly the own packages that users install with this one. */
function configProblems(root: string, { folder, manifest }: WorkspacePackage): readonly string[] {
  const file = join(root, folder, "tsconfig.json");
  if (!existsSync(file)) return ["tsconfig.json is missing"];
  const { references = [], exclude = [], ...config } = readJson<TypeScriptConfig>(file);
  const expected = runtimeDependencies(manifest)
    .filter((name) => name.startsWith(scope))
    .map((name) => `../${name.slice(scope.length)}`);
  const found = references.map(({ path }) => path);
  const unpublished = testOnly(manifest).toSorted();
  return [
    ...differences("tsconfig.json", { ...config }, { ...commonConfig }),
    ...(isDeepStrictEqual(exclude.map(folderPattern).toSorted(), unpublished)
      ? []
      : [`tsconfig.json excludes [${exclude}], package.json keeps out [${unpublished}]`]),
    ...(isDeepStrictEqual(found.toSorted(), expected.toSorted())
      ? []
      : [`tsconfig.json references [${found}], package.json depends on [${expected}]`]),
  ];
}

/** The root build lists every public package once, each after those it depends on. */
function buildOrderProblems(
  root: string,
  published: readonly WorkspacePackage[],
): readonly string[] {
  const { references = [] } = readJson<TypeScriptConfig>(join(root, "tsconfig.build.json"));
  const order = references.map(({ path }) => path);
  const folders = published.map(({ folder }) => folder);
  if (!isDeepStrictEqual(order.toSorted(), folders.toSorted())) {
    return [`tsconfig.build.json references [${order}], the public packages are [${folders}]`];
  }
  return published.flatMap(({ folder, manifest }) =>
    runtimeDependencies(manifest)
      .map((name) => `packages/${name.slice(scope.length)}`)
      .filter((dependency) => order.indexOf(dependency) > order.indexOf(folder))
      .map((dependency) => `tsconfig.build.json lists ${folder} before ${dependency}`),
  );
}

/** The map in the root's README links to every public package. */
function packageMapProblems(
  root: string,
  published: readonly WorkspacePackage[],
): readonly string[] {
  const readme = readIfThere(join(root, "README.md")) ?? "";
  return published
    .filter(({ folder }) => !readme.includes(`](${folder})`))
    .map(({ folder }) => `README.md does not link to ${folder}`);
}

function differences(
  file: string,
  found: Readonly<Record<string, unknown>>,
  expected: Readonly<Record<string, unknown>>,
): string[] {
  return Object.entries(expected)
    .filter(([key, value]) => !isDeepStrictEqual(found[key], value))
    .map(([key, value]) => `${file}: ${key} is not ${JSON.stringify(value)}`);
}

function readIfThere(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, "utf8") : undefined;
}
