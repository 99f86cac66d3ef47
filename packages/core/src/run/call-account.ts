import type { ToolCall } from "@inhouse/contracts";
import { shortenOutput } from "../context/shorten-output.ts";

/** How many of the calls the model is told of, the newest. */
const toldCalls = 20;

/** How much of the arguments, and of the output, of each, in characters. */
const toldCharacters = 300;

/**
 * What the model is told of the calls that code made before it was cut off, so that it neither makes them again nor takes them
 * for undone.
 *
 * @param calls - the calls, each with its outcome
 * @returns a paragraph to stand behind the fate of the code; `""`: it made none
 */
export function callAccount(calls: readonly ToolCall[]): string {
  if (calls.length === 0) return "";
  const told = calls.slice(-toldCalls);
  const left = calls.length - told.length;
  const before = left === 0 ? "" : `- ${left} earlier calls, not shown here\n`;
  return `\nBefore that, the code had made these calls:\n${before}${told.map(lineOf).join("\n")}`;
}

function lineOf({ name, arguments: text, status, output }: ToolCall): string {
  const said = shortenOutput(output ?? "", toldCharacters);
  return `- ${name}(${shortenOutput(text, toldCharacters)}): ${words[status] ?? status}: ${said}`;
}

const words: Partial<Record<ToolCall["status"], string>> = {
  completed: "done",
  unknown: "outcome unknown",
  denied: "not allowed",
};
