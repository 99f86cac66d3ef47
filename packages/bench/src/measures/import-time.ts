import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";
import { installPackages } from "../installed-packages.ts";
import type { Measure, Row } from "../measure.ts";
import { median } from "../median.ts";

const name = "import time";
const processes = 15;

/** What an application waits for before it can make a runtime. */
export const importTime: Measure = {
  name,
  about: `import("@inhouse/core"), built and laid out as an installation, in ${processes} new processes; beside it node:http, and the same package bundled by esbuild into one file, as applications that are bundled have it.`,
  async run() {
    await using installed = await installPackages(["core"]);
    const bundled = await bundle(installed.folder);
    const script = join(installed.folder, "time-import.mjs");
    await writeFile(script, timeImport);
    const modules = ["node:http", "@inhouse/core", bundled];
    const times = modules.map((): number[] => []);
    for (let process = 0; process < processes; process++) {
      for (const [index, module] of modules.entries()) {
        times[index]?.push(await runScript(script, module));
      }
    }
    const [http = 0, core = 0, inOne = 0] = times.map(median);
    return [
      toRow("node:http", http, http),
      { ...toRow("@inhouse/core", core, http), aim: { of: "value", most: 30 } },
      toRow("@inhouse/core in one file", inOne, http),
    ];
  },
};

const timeImport = `
  const begin = performance.now();
  await import(process.argv[2]);
  console.log(performance.now() - begin);
`;

async function runScript(script: string, module: string): Promise<number> {
  const { stdout } = await promisify(execFile)(process.execPath, [script, module]);
  return Number(stdout);
}

async function bundle(folder: string): Promise<string> {
  await build({
    stdin: { contents: `export * from "@inhouse/core";`, resolveDir: folder },
    outdir: join(folder, "bundled"),
    outExtension: { ".js": ".mjs" },
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    external: ["ai"],
  });
  return join(folder, "bundled", "stdin.mjs");
}

function toRow(what: string, ms: number, http: number): Row {
  return {
    measure: name,
    what,
    value: ms,
    unit: "ms",
    ratio: ms / http,
    comparedWith: "node:http",
  };
}
