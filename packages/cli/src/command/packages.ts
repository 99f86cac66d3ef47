import { statSync } from "node:fs";
import { join } from "node:path";
import type { PackageFolderContent } from "@inhouse/tool-python/packages";
import { readPackageFolder } from "@inhouse/tool-python/packages";
import { addPackages } from "../packages/add-packages.ts";
import { verifyPackages } from "../packages/verify-packages.ts";
import type { PackagesOptions } from "./packages-options.ts";
import { safeText } from "./safe-text.ts";
import { textTable } from "./text-table.ts";

const size = (bytes: number): string =>
  bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)} kB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;

// Names come from wheels and mirrors; what is printed of them is safe for a terminal.
const print = (text: string): void => void process.stdout.write(text);
const tell = (text: string): void => void process.stderr.write(text);

const count = (number: number, noun: string): string =>
  `${number} ${noun}${number === 1 ? "" : "s"}`;

async function add(options: PackagesOptions & { readonly action: "add" }): Promise<number> {
  const added = await addPackages({
    ...options,
    onFetch({ wheel, address }, neededBy) {
      const why = neededBy === "" ? "" : `, which ${neededBy} needs`;
      tell(safeText(`reading ${wheel.name} ${wheel.version}${why}: ${address}`).concat("\n"));
    },
  });
  if (added.length === 0) {
    print(`Nothing to add: ${options.folder} has all of it.\n`);
    return 0;
  }
  const rows = added.map(({ locked, bytes }) =>
    [locked.name, locked.version, size(bytes), `sha256 ${locked.sha256}`].map(safeText),
  );
  print(textTable(rows));
  print(
    `Added ${count(added.length, "package")} to ${options.folder}. Code can import them with\n`,
  );
  print(`  codeInterpreter({ packages: { folder: ${JSON.stringify(options.folder)} } })\n`);
  return 0;
}

function sizeOf(folder: string, filename: string): string {
  const stat = statSync(join(folder, filename), { throwIfNoEntry: false });
  return stat === undefined ? "missing" : size(stat.size);
}

function list({ folder, locked, files }: PackageFolderContent): number {
  const there = [...locked.values()].filter((one) => files.has(one.filename));
  if (there.length === 0) {
    print("There are no packages.\n");
    return 0;
  }
  const rows = there.map((one) =>
    [one.name, one.version, sizeOf(folder, one.filename), one.imports.join(" ")].map(safeText),
  );
  print(textTable([["NAME", "VERSION", "SIZE", "MODULES"], ...rows]));
  return 0;
}

function verify(content: PackageFolderContent): number {
  const results = verifyPackages(content);
  const rows = results.map(({ locked, error }) =>
    [locked.name, locked.version, error === null ? "ok" : `REFUSED  ${error.message}`].map(
      safeText,
    ),
  );
  print(textTable(rows));
  const refused = results.filter(({ error }) => error !== null).length;
  print(`${count(results.length, "package")}, ${refused} refused\n`);
  return refused === 0 ? 0 : 1;
}

/**
 * Prepares and checks folders of Python packages.
 *
 * @param options - what to do
 * @returns the exit code: 0, or 1 if a package is refused
 * @throws PythonPackageError if packages cannot be had, or the folder cannot be used
 */
export async function packages(options: PackagesOptions): Promise<number> {
  if (options.action === "add") return add(options);
  const content = await readPackageFolder(options.folder);
  return options.action === "list" ? list(content) : verify(content);
}
