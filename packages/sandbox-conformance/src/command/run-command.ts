import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { escapeAttempts } from "../attempts/attempts.ts";
import { resourceAttempts } from "../attempts/resource-attempts.ts";
import { loadTarget, locateTarget } from "../target/load-target.ts";
import type { SandboxLanguage } from "../target/sandbox-target.ts";
import type { EscapeOptions } from "./escape-options.ts";
import { parseEscapeOptions } from "./escape-options.ts";
import type { Print } from "./progress.ts";
import { summaryOf } from "./report.ts";
import { runTarget } from "./run-target.ts";

/** Names that stand for something on the command line. */
export interface CommandNames {
  /** Modules that open sandboxes, by the name of the target; these are run when no target is named. */
  readonly targets: Readonly<Record<string, string>>;
  /** Executables of Node.js by their name; `all` stands for all of them. */
  readonly nodes: Readonly<Record<string, string>>;
}

/**
 * Runs the suite as a command: rows while it works, figures as one line of JSON at the end.
 *
 * @param args - the words behind the command
 * @param names - what names stand for
 * @param print - shows a line
 * @returns the code with which the process is to end: 0 if everything is as it must be
 */
export async function runEscapeCommand(
  args: readonly string[],
  names: CommandNames,
  print: Print,
): Promise<number> {
  const options = parseEscapeOptions(args);
  if (options.list) {
    printNames(options, print);
    return 0;
  }
  const targets = options.targets.length > 0 ? options.targets : Object.keys(names.targets);
  if (targets.length === 0) {
    print("Name a module that exports openSandbox: --target ./my-sandbox.ts");
    return 2;
  }
  const runs = [];
  for (const node of await findNodes(options, names)) {
    for (const target of targets) {
      const module = locateTarget(names.targets[target] ?? target);
      const language = await languageOf(module);
      runs.push(await runTarget({ target, module, language, node, options }, print));
    }
  }
  if (runs.every(({ attempts, programs }) => attempts + programs.run === 0)) {
    const why =
      options.only === "" ? "this part has none" : `none has '${options.only}' in its name`;
    print(`Nothing was run: ${why}. --list names the attempts.`);
    return 2;
  }
  const summary = summaryOf(runs);
  print(JSON.stringify(summary));
  return summary.failed ? 1 : 0;
}

function printNames({ only }: EscapeOptions, print: Print): void {
  for (const language of ["python", "javascript"] as const) {
    for (const { name } of [...escapeAttempts[language], ...resourceAttempts[language]]) {
      if (name.includes(only)) print(`${language} ${name}`);
    }
  }
}

async function languageOf(module: string): Promise<SandboxLanguage> {
  const sandbox = await (await loadTarget(module))();
  await sandbox.close();
  return sandbox.language;
}

async function findNodes(
  options: EscapeOptions,
  names: CommandNames,
): Promise<readonly { readonly path: string; readonly version: string }[]> {
  const paths = options.nodes.flatMap((name) => {
    if (name === "current") return [process.execPath];
    return name === "all" ? Object.values(names.nodes) : [names.nodes[name] ?? name];
  });
  return Promise.all(
    [...new Set(paths)].map(async (path) => {
      const { stdout } = await promisify(execFile)(path, ["-p", "process.versions.node"]);
      return { path, version: stdout.trim() };
    }),
  );
}
