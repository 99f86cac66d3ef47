import type { SavedOutputs } from "../files/save-outputs.ts";
import type { CodeInterpreterLimits } from "../limits.ts";
import type { CallReport } from "../session/call-report.ts";
import { describeNewSession } from "./explain-outcome.ts";
import type { InterpreterError } from "./interpreter-error.ts";
import { truncateMiddle } from "./truncate.ts";

/** What a call left behind. */
export interface ResultParts {
  readonly report: CallReport;
  readonly error: InterpreterError | null;
  readonly outputs: SavedOutputs;
  readonly limits: CodeInterpreterLimits;
}

const bytes = (count: number): string => `${count} bytes`;

function section(title: string, body: string): string[] {
  return body === "" ? [] : [`${title}:\n${body.replace(/\n$/, "")}`];
}

function printedSections({ report, limits }: ResultParts): string[] {
  const { stdout, stderr } = report.printed;
  // What stderr does not need is for stdout, which gets at least three quarters where both are long.
  const forStderr = Math.max(Math.floor(limits.modelChars / 4), limits.modelChars - stdout.length);
  const forStdout = limits.modelChars - Math.min(stderr.length, forStderr);
  return [
    ...section("stdout", truncateMiddle(stdout, forStdout)),
    ...section("stderr", truncateMiddle(stderr, forStderr)),
  ];
}

function valueSection({ report, limits }: ResultParts): string[] {
  const value = report.outcome.type === "ended" ? report.outcome.done.value : null;
  return value === null ? [] : section("value", truncateMiddle(value, limits.valueChars));
}

/**
 * @param error - what went wrong
 * @returns it as the model reads it
 */
export function errorText(error: InterpreterError): string {
  const line = error.line === undefined ? "" : ` (line ${error.line})`;
  return [
    `error: ${error.type}${line}: ${error.message}`,
    ...(error.traceback === undefined ? [] : [error.traceback.trimEnd()]),
    ...Object.entries(error.details).map(([name, value]) => `${name}: ${value}`),
    `hint: ${error.hint}`,
    `retryable: ${error.retryable ? "yes" : "no"}`,
    `session: ${error.sessionState}. ${error.session}`,
  ].join("\n");
}

function inputLines({ report, limits }: ResultParts): string[] {
  const unwritten = new Set(
    report.outcome.type === "ended" ? report.outcome.done.unwritten : undefined,
  );
  return [
    ...report.newInputs.map(({ file, path }) =>
      unwritten.has(path)
        ? `not available: ${file.filename} (${bytes(file.bytes)}), the sandbox's disk is full`
        : `new input file: ${path} (${file.mediaType}, ${bytes(file.bytes)})`,
    ),
    ...report.refusedInputs.map(({ file, reason }) =>
      reason === "too_large"
        ? `not available: ${file.filename} (${bytes(file.bytes)}), larger than ${bytes(limits.inputFileBytes)}`
        : `not available: ${file.filename}, the sandbox has ${limits.inputFiles} files already`,
    ),
  ];
}

function outputLines({ report, outputs, limits }: ResultParts): string[] {
  const skipped = report.outcome.type === "ended" ? report.outcome.done.skipped : [];
  return [
    ...outputs.saved.map(
      ({ path, file }) => `saved file: ${path} (${file.mediaType}, ${bytes(file.bytes)})`,
    ),
    ...outputs.rejected.map(({ path, reason }) => `not saved: ${path}: ${reason}`),
    ...skipped.map(({ path, reason }) =>
      reason === "too_large"
        ? `not saved: ${path}, larger than ${bytes(limits.outputFileBytes)}`
        : `not saved: ${path}, too many or too large files in one call; the next call saves more`,
    ),
  ];
}

function noteLines({ report, error }: ResultParts): string[] {
  const { outcome } = report;
  const notes: string[] = [];
  if (report.fresh) notes.push(describeNewSession(report.before));
  if (outcome.type === "ended") {
    if (outcome.done.exitCode !== null) {
      notes.push(`The code ended itself with exit code ${outcome.done.exitCode}.`);
    }
    if (outcome.done.overflowed && error?.type !== "OutputLimit") {
      notes.push("The code printed more than it may; the rest was dropped.");
    }
    notes.push(...outcome.done.notes);
  }
  return notes.map((note) => `note: ${note}`);
}

/**
 * @param parts - what a call left behind
 * @returns what the model is told
 */
export function resultText(parts: ResultParts): string {
  const sections = [
    ...printedSections(parts),
    ...valueSection(parts),
    ...(parts.error === null ? [] : [errorText(parts.error)]),
  ];
  return [
    ...(sections.length === 0 ? ["(no output)"] : sections),
    ...[[...inputLines(parts), ...outputLines(parts), ...noteLines(parts)].join("\n")].filter(
      (lines) => lines !== "",
    ),
  ].join("\n\n");
}

/**
 * @param parts - what a call left behind
 * @returns what a person is shown: all that was printed as it appeared, the value, and the traceback
 */
export function logsText({ report, error, limits }: ResultParts): string {
  const value = report.outcome.type === "ended" ? report.outcome.done.value : null;
  const printed = report.printed.all;
  const pieces = [
    truncateMiddle(printed, limits.modelChars).replace(/\n$/, ""),
    truncateMiddle(value ?? "", limits.valueChars),
    error?.traceback?.trimEnd() ?? error?.message ?? "",
  ];
  return pieces.filter((piece) => piece !== "").join("\n");
}
