import { relative } from "node:path";
import { styleText } from "node:util";
import type { Run, RunStep } from "@inhouse/contracts";
import type { ExportedFile } from "./files.ts";
import type { Terminal } from "./terminal/terminal.ts";

/** Shows what a run did, what it cost, and where its files are. */
export function report(
  terminal: Terminal,
  run: Run,
  { steps, files }: { readonly steps: readonly RunStep[]; readonly files: readonly ExportedFile[] },
): void {
  const row = (name: string, text: string): void =>
    terminal.line(`  ${styleText("dim", name.padEnd(7))}${text}`);
  const colour = run.status === "completed" ? "green" : "red";
  terminal.line(`${styleText("bold", "Run")} ${run.id} ${styleText(colour, run.status)}`);
  for (const [index, step] of steps.entries()) row(index === 0 ? "steps" : "", described(step));
  if (run.usage !== null) {
    const { promptTokens, completionTokens } = run.usage;
    row("tokens", `${counted(promptTokens)} in, ${counted(completionTokens)} out`);
  }
  for (const [index, { path, file }] of files.entries()) {
    row(index === 0 ? "files" : "", `${relative("", path)}  ${counted(file.bytes)} bytes`);
  }
}

function described({ stepDetails, status }: RunStep): string {
  if (stepDetails.type === "message_creation") return `message_creation  ${status}`;
  const names = stepDetails.toolCalls.map(({ name }) => name).join(", ");
  return `tool_calls        ${status}  ${names}`;
}

function counted(value: number): string {
  return value.toLocaleString("en");
}
