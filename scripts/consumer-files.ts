import type { Manifest } from "./workspace.ts";

/** A package as a user installs it. */
export interface PackedPackage {
  /** Its package.json in the workspace. */
  readonly manifest: Manifest;
  /** The absolute path of its tarball. */
  readonly tarball: string;
}

/**
 * The files of a project outside the workspace that installs every tarball and imports every door of every package.
 *
 * @param packed - the packages
 * @param versions - which version of each library to install beside them
 * @returns the content by file name; anything but text is JSON
 */
export function consumerFiles(
  packed: readonly PackedPackage[],
  versions: Readonly<Record<string, string>>,
): Readonly<Record<string, unknown>> {
  const tarballs = Object.fromEntries(
    packed.map(({ manifest, tarball }) => [manifest.name ?? "", `file:${tarball}`]),
  );
  const doors = packed.flatMap(({ manifest }) => doorsOf(manifest));
  // What registers cases with vitest refuses to be imported outside of a test run.
  const runnable = doors.filter((door) => !door.endsWith("/vitest"));
  return {
    "package.json": {
      name: "consumer",
      private: true,
      type: "module",
      dependencies: { ...versions, ...tarballs },
    },
    // JSON is YAML. The packages depend on each other by version, and no registry has that version yet.
    "pnpm-workspace.yaml": { packages: ["."], overrides: tarballs, strictDepBuilds: false },
    "tsconfig.json": {
      compilerOptions: {
        target: "es2024",
        lib: ["es2024", "esnext.disposable"],
        module: "nodenext",
        types: ["node"],
        strict: true,
        exactOptionalPropertyTypes: true,
        noEmit: true,
        skipLibCheck: true,
      },
      files: ["types.ts"],
    },
    "types.ts": doors
      .map((door, at) => `import * as door${at} from "${door}";\nvoid door${at};\n`)
      .join(""),
    "run.js": runnable.map((door) => `await import("${door}");\n`).join(""),
  };
}

function doorsOf(manifest: Manifest): readonly string[] {
  return Object.keys(manifest.exports ?? {})
    .filter((key) => key !== "./package.json")
    .map((key) => `${manifest.name}${key.slice(1)}`);
}
