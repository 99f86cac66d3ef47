import { gzipSync } from "node:zlib";
import type { Metafile } from "esbuild";
import { build } from "esbuild";
import { installPackages } from "../installed-packages.ts";
import type { Measure, Row } from "../measure.ts";

const name = "bundle size";

/** What `@inhouse/core` brings into a bundle. */
export const bundleSize: Measure = {
  name,
  about:
    "@inhouse/core with all its dependencies but `ai`, bundled and minified by esbuild for no platform in particular, gzipped. Loaded at the start, and what an import() brings later.",
  async run() {
    await using installed = await installPackages(["core"]);
    const { metafile, outputFiles } = await build({
      stdin: { contents: `export * from "@inhouse/core";`, resolveDir: installed.folder },
      outdir: installed.folder,
      absWorkingDir: installed.folder,
      bundle: true,
      minify: true,
      splitting: true,
      format: "esm",
      platform: "neutral",
      mainFields: ["module", "main"],
      external: ["ai", "node:*"],
      metafile: true,
      write: false,
    });
    const sizes = new Map(
      outputFiles.map(({ path, contents }) => [
        path.slice(installed.folder.length + 1),
        gzipSync(contents).length / 1024,
      ]),
    );
    const atStart = loadedAtStart(metafile, "stdin.js");
    const rows = [...sizes].map(([file, size]) => ({ file, size, first: atStart.has(file) }));
    const total = (first: boolean): number =>
      rows.filter((row) => row.first === first).reduce((sum, { size }) => sum + size, 0);
    const base = { measure: name, unit: "KiB gzipped" } as const;
    return [
      { ...base, what: "at the start", value: total(true), aim: { of: "value", most: 60 } },
      ...rows
        .filter(({ first }) => !first)
        .map(
          ({ file, size }): Row => ({
            ...base,
            what: `later: ${mainInput(metafile, file)}`,
            value: size,
          }),
        ),
    ];
  },
};

/** @returns the files that are loaded with `entry`, by static imports */
function loadedAtStart({ outputs }: Metafile, entry: string): ReadonlySet<string> {
  const found = new Set([entry]);
  for (const file of found) {
    for (const { path, kind } of outputs[file]?.imports ?? []) {
      if (kind === "import-statement" && outputs[path] !== undefined) found.add(path);
    }
  }
  return found;
}

/** @returns the package that most of the file comes from */
function mainInput({ outputs }: Metafile, file: string): string {
  const inputs = Object.entries(outputs[file]?.inputs ?? {});
  const [largest = [""]] = inputs.toSorted(
    ([, left], [, right]) => right.bytesInOutput - left.bytesInOutput,
  );
  return /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(largest[0])?.[1] ?? file;
}
