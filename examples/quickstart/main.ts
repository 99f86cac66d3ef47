import { styleText } from "node:util";
import { InhouseError } from "@inhouse/contracts";
import type { ChosenModel } from "./choose-model.ts";
import { chooseModel } from "./choose-model.ts";
import { explainFailure } from "./explain-failure.ts";
import type { Options } from "./options.ts";
import { readOptions, usage } from "./options.ts";
import { start } from "./start.ts";
import { writeProse } from "./terminal/prose-block.ts";
import { Terminal } from "./terminal/terminal.ts";

const typingMs = 6;

const terminal = new Terminal();
// Where the output goes to a program that has read enough, such as head, there is nobody left to talk to.
process.stdout.on("error", () => process.exit(141));
const options = parsed();
if (options !== null) process.exitCode = await main(options);

/** @returns the exit code */
async function main(options: Options): Promise<number> {
  const chosen = await chooseModel(process.env, process.stdout.isTTY ? typingMs : 0);
  try {
    return await run(options, chosen);
  } finally {
    await chosen.close();
  }
}

async function run(options: Options, chosen: ChosenModel): Promise<number> {
  try {
    return await start(terminal, options, chosen);
  } catch (error) {
    terminal.settle();
    if (!InhouseError.isInstance(error)) throw error;
    const text = `${error.name}: ${error.message}`;
    writeProse(terminal, text, { indent: "", paint: (word) => styleText("red", word) });
    const advice = explainFailure(error.name);
    if (advice !== null) terminal.line(advice);
    return 1;
  }
}

function parsed(): Options | null {
  try {
    const options = readOptions(process.argv.slice(2), process.env);
    if (!options.help) return options;
    terminal.line(usage);
  } catch (error) {
    terminal.line(`${(error as Error).message}\n\n${usage}`);
    process.exitCode = 2;
  }
  return null;
}
