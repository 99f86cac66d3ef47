import { relative, resolve } from "node:path";
import { styleText } from "node:util";
import type { Run, RunStep, Usage } from "@inhouse/contracts";
import type { ExportedFile } from "./files.ts";
import type { Terminal } from "./terminal/terminal.ts";

/** What there is to tell of a run. */
export interface Outcome {
  readonly run: Run;
  readonly steps: readonly RunStep[];
  readonly files: readonly ExportedFile[];
  readonly isOffline: boolean;
}

/** Shows what a run did, what it cost, and where its files are. */
export function report(terminal: Terminal, { run, steps, files, isOffline }: Outcome): void {
  const rows = (name: string, texts: readonly string[]): void => {
    for (const [index, text] of texts.entries()) {
      terminal.line(`  ${styleText("dim", (index === 0 ? name : "").padEnd(8))}${text}`);
    }
  };
  const colour = run.status === "completed" ? "green" : "red";
  terminal.line(`${styleText("bold", "Run")} ${run.id} ${styleText(colour, run.status)}`);
  rows("steps", steps.map(described));
  if (run.usage !== null) {
    rows("tokens", [`${tokens(run.usage)}${isOffline ? ", as the script estimates them" : ""}`]);
  }
  rows(
    "files",
    files.map(({ path, file }) => `${shortPath(path)}  ${counted(file.bytes)} bytes`),
  );
  terminal.line();
}

/** @returns the path as one would type it here */
export function shortPath(path: string): string {
  const fromHere = relative("", path);
  return fromHere.startsWith("..") ? resolve(path) : fromHere || ".";
}

function described({ stepDetails, status, usage }: RunStep): string {
  const calls =
    stepDetails.type === "tool_calls" ? stepDetails.toolCalls.map(({ name }) => name) : [];
  const name = [stepDetails.type, ...calls].join(" ");
  // Where an answer makes two steps, the second one has the tokens of both.
  return `${name.padEnd(28)}  ${status}${usage === null ? "" : `  ${tokens(usage)}`}`;
}

function tokens({ promptTokens, completionTokens }: Usage): string {
  return `${counted(promptTokens)} in, ${counted(completionTokens)} out`;
}

function counted(value: number): string {
  return value.toLocaleString("en");
}
