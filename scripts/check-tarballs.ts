import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { PackedPackage } from "./consumer-files.ts";
import { consumerFiles } from "./consumer-files.ts";
import { runCommand } from "./run-command.ts";
import type { Manifest, WorkspacePackage } from "./workspace.ts";
import { readJson, readWorkspace, scope } from "./workspace.ts";

/** Packs the built package, and holds the tarball against what npm and TypeScript make of it. */
async function packAndLint(
  { folder, manifest }: WorkspacePackage,
  into: string,
): Promise<PackedPackage> {
  const destination = join(into, folder.replaceAll("/", "-"));
  mkdirSync(destination);
  await runCommand("pnpm", ["pack", "--pack-destination", destination], folder);
  const tarball = join(destination, readdirSync(destination)[0] ?? "");
  await Promise.all([
    runCommand("publint", [tarball, "--strict"], "."),
    runCommand("attw", [tarball, "--profile", "esm-only"], "."),
  ]);
  return { manifest, tarball };
}

/** The versions that the workspace itself has of what a consumer needs beside the packages. */
function installedVersions(
  packages: readonly WorkspacePackage[],
): Readonly<Record<string, string>> {
  const peers = packages.flatMap(({ folder, manifest }) =>
    Object.keys(manifest.peerDependencies ?? {})
      .filter((name) => !name.startsWith(scope))
      .map((name) => [name, versionOf(folder, name)] as const),
  );
  const tools = ["typescript", "@types/node"].map((name) => [name, versionOf(".", name)] as const);
  return Object.fromEntries([...peers, ...tools]);
}

function versionOf(folder: string, name: string): string {
  const manifest = readJson<Manifest>(join(folder, "node_modules", name, "package.json"));
  return manifest.version ?? "";
}

/** Installs the tarballs outside the workspace, type-checks an import of every door and runs it. */
async function checkConsumer(
  files: Readonly<Record<string, unknown>>,
  folder: string,
): Promise<void> {
  mkdirSync(folder);
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(
      join(folder, name),
      typeof content === "string" ? content : JSON.stringify(content),
    );
  }
  await runCommand("pnpm", ["install", "--prefer-offline"], folder);
  const older = resolve("docs/node_modules/typescript/bin/tsc");
  await runCommand("node", [join("node_modules", "typescript", "bin", "tsc")], folder);
  await runCommand("node", [older], folder);
  await runCommand("node", ["run.js"], folder);
}

const temporary = mkdtempSync(join(tmpdir(), "inhouse-tarballs-"));
try {
  const packages = readWorkspace(".").filter(({ manifest }) => manifest.private !== true);
  const packed: PackedPackage[] = [];
  for (const one of packages) {
    packed.push(await packAndLint(one, temporary));
    console.log(`${one.manifest.name}: packs, and publint and attw have no complaint`);
  }
  const files = consumerFiles(packed, installedVersions(packages));
  await checkConsumer(files, join(temporary, "consumer"));
  console.log("A project outside the workspace installs, type-checks and imports every door.");
} finally {
  rmSync(temporary, { recursive: true, force: true });
}
