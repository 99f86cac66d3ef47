import type { JavaScriptLimits } from "../limits.ts";
import type { CodeValue } from "../protocol/messages.ts";
import type { SandboxError } from "./sandbox-error.ts";
import { truncateMiddle } from "./truncate.ts";

/** What a run left behind. */
export interface ResultParts {
  readonly stdout: string;
  readonly stderr: string;
  readonly value: CodeValue | null;
  readonly error: SandboxError | null;
  readonly limits: JavaScriptLimits;
}

function section(title: string, body: string): string[] {
  return body === "" ? [] : [`${title}:\n${body.replace(/\n$/, "")}`];
}

/**
 * @param value - what the code brought back
 * @returns it as people and models read it: a string without its quotes, and anything else as it is written
 */
export function shownValue(value: CodeValue | null): string {
  if (value === null) return "";
  if (value.kind === "text" || !value.text.startsWith('"')) return value.text;
  try {
    return String(JSON.parse(value.text)).toWellFormed().replaceAll("\0", "\u2400");
  } catch {
    return value.text;
  }
}

/**
 * @param error - what went wrong
 * @returns it as the model reads it
 */
export function errorText(error: SandboxError): string {
  const column = error.column === undefined ? "" : `, column ${error.column}`;
  const place = error.line === undefined ? "" : ` (line ${error.line}${column})`;
  return [
    `error: ${error.type}${place}: ${error.message}`,
    ...(error.stack === undefined ? [] : [error.stack]),
    ...(error.hint === undefined ? [] : [`hint: ${error.hint}`]),
    ...(error.retryable ? ["note: The same code may succeed when it is run again."] : []),
  ].join("\n");
}

/**
 * @param parts - what a run left behind
 * @returns what the model is told
 */
export function resultText({ stdout, stderr, value, error, limits }: ResultParts): string {
  const sections = [
    ...section("stdout", truncateMiddle(stdout, Math.ceil(limits.modelChars * 0.75))),
    ...section("stderr", truncateMiddle(stderr, Math.floor(limits.modelChars * 0.25))),
    ...section("value", truncateMiddle(shownValue(value), limits.modelChars)),
    ...(error === null ? [] : [errorText(error)]),
  ];
  return sections.length === 0 ? "(no output)" : sections.join("\n\n");
}

/**
 * @param parts - what a run left behind
 * @param printed - all that was printed, in its order
 * @returns what a person is shown
 */
export function logsText({ value, error, limits }: ResultParts, printed: string): string {
  const pieces = [
    truncateMiddle(printed, limits.modelChars).replace(/\n$/, ""),
    truncateMiddle(shownValue(value), limits.modelChars),
    error === null
      ? ""
      : [error.message, ...(error.stack === undefined ? [] : [error.stack])].join("\n"),
  ];
  return pieces.filter((piece) => piece !== "").join("\n");
}
