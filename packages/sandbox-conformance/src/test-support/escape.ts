import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { runEscapeCommand } from "../command/run-command.ts";

const require = createRequire(import.meta.url);
const target = (name: string): string =>
  fileURLToPath(new URL(`./targets/${name}.ts`, import.meta.url));
const node = (name: string): string =>
  join(dirname(require.resolve(`${name}/package.json`)), "bin", "node");

/** The command of this repository: its own sandboxes, on every Node.js that they are published for. */
process.exitCode = await runEscapeCommand(
  process.argv.slice(2),
  {
    targets: {
      "python-worker": target("python-worker"),
      "python-process": target("python-process"),
      javascript: target("javascript"),
      "javascript-emscripten": target("javascript-emscripten"),
    },
    nodes: { "22": node("node-22"), "24": process.execPath, "26": node("node-26") },
  },
  console.log,
);
