import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly publishConfig?: object;
}

/** Built packages in a folder, as a user has them. */
export interface InstalledPackages extends AsyncDisposable {
  readonly folder: string;
}

const root = fileURLToPath(new URL("../../..", import.meta.url));
const scope = "@inhouse/";

/**
 * Builds packages of this workspace, and lays them out as an installation does: compiled, and found by what they publish.
 *
 * @param names - without the scope; those that they need come along
 */
export async function installPackages(names: readonly string[]): Promise<InstalledPackages> {
  const folder = await mkdtemp(join(tmpdir(), "inhouse-installed-"));
  const folders = names.map((name) => join(root, "packages", name));
  const compiler = join(root, "node_modules", ".bin", "tsc");
  await promisify(execFile)(compiler, ["--build", ...folders], { cwd: root });
  const done = new Set<string>();
  for (const name of names) await install(folder, name, done);
  return {
    folder,
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}

async function install(folder: string, name: string, done: Set<string>): Promise<void> {
  if (done.has(name)) return;
  done.add(name);
  const from = join(root, "packages", name);
  const to = join(folder, "node_modules", scope, name);
  const manifest: Manifest = JSON.parse(await readFile(join(from, "package.json"), "utf8"));
  await cp(join(from, "dist"), join(to, "dist"), { recursive: true });
  const published = { ...manifest, ...manifest.publishConfig };
  await writeFile(join(to, "package.json"), JSON.stringify(published));
  for (const dependency of Object.keys(manifest.dependencies ?? {})) {
    if (dependency.startsWith(scope)) {
      await install(folder, dependency.slice(scope.length), done);
      continue;
    }
    const link = join(to, "node_modules", dependency);
    await mkdir(dirname(link), { recursive: true });
    await symlink(await realpath(join(from, "node_modules", dependency)), link);
  }
}
