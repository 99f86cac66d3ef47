import { spawnSync } from "node:child_process";
import { constants } from "node:fs";
import { cp, mkdir, readFile, symlink } from "node:fs/promises";
import { basename, join } from "node:path";
import { serverUser } from "./server-user.ts";

/** Programs that can be run. */
export interface Installation {
  /** The folder of the programs. */
  readonly programs: string;
  /** The environment to run them in, and nothing else of this process's: its `PG…` variables are not meant for them. */
  readonly environment: Readonly<Record<string, string>>;
}

/**
 * Makes the binaries of the npm package usable without a change to the package, which may be read-only, shared with other
 * projects, or in a folder that the server's user may not enter. npm packages cannot hold links, so the short names of
 * the libraries are missing in it.
 *
 * @param binaries - the folder with `bin`, `lib` and `share`
 * @param folder - an empty folder that the server's user may enter
 * @throws Error if they cannot be run here
 */
export async function prepareInstallation(binaries: string, folder: string): Promise<Installation> {
  const environment = { PATH: process.env.PATH ?? "", LC_ALL: "C" };
  // macOS takes the variable away wherever a shell is in between, as it is in initdb.
  if (process.platform === "linux") {
    const libraries = join(folder, "lib");
    await mkdir(libraries);
    await linkLibraries(binaries, libraries);
    const linked = {
      programs: join(binaries, "bin"),
      environment: { ...environment, LD_LIBRARY_PATH: `${libraries}:${join(binaries, "lib")}` },
    };
    if (problemOf(linked) === undefined) return linked;
  }
  const copy = join(folder, "native");
  await cp(binaries, copy, { recursive: true, mode: constants.COPYFILE_FICLONE });
  await linkLibraries(copy, join(copy, "lib"));
  const copied = { programs: join(copy, "bin"), environment };
  const problem = problemOf(copied);
  if (problem !== undefined) throw new Error(`PostgreSQL in '${copy}' does not run: ${problem}`);
  return copied;
}

/** Makes the short names, which the package has a list of for its own install script. */
async function linkLibraries(binaries: string, folder: string): Promise<void> {
  const list = await readFile(join(binaries, "pg-symlinks.json"), "utf8");
  const links = JSON.parse(list) as readonly { readonly source: string; readonly target: string }[];
  for (const { source, target } of links) {
    await symlink(join(binaries, "lib", basename(source)), join(folder, basename(target)));
  }
}

/** @returns why the server's user cannot run the programs; undefined: it can */
function problemOf({ programs, environment }: Installation): string | undefined {
  for (const program of ["postgres", "initdb"]) {
    const found = spawnSync(join(programs, program), ["--version"], {
      ...serverUser,
      cwd: "/",
      env: environment,
      encoding: "utf8",
    });
    if (found.status !== 0) return found.error?.message ?? found.stderr;
  }
  return undefined;
}
