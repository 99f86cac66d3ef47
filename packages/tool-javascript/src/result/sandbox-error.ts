import type { JavaScriptLimits } from "../limits.ts";
import type { RunEnded, RunLost, RunOutcome } from "../pool/run-outcome.ts";
import type { CodeFailure } from "../protocol/messages.ts";
import { compileErrorPosition } from "../worker/compile-attempts.ts";
import { hintFor } from "./hints.ts";
import { userFrames } from "./user-frames.ts";

/**
 * What went wrong.
 *
 * - `JavaScriptError`: the code threw something and did not catch it.
 * - `SyntaxError`: the code cannot be read; nothing of it was run.
 * - `Timeout`: it ran or waited for too long.
 * - `MemoryLimit`, `StackOverflow`, `OutputLimit`: it used, recursed or printed too much, or its value is too long.
 * - `HostToolError`: a function of the host failed, and the code did not catch it.
 * - `SandboxViolation`: the worker did what no honest worker does, and was ended.
 * - `SandboxLost`: the engine broke down.
 * - `InvalidInput`: the code was not run because it is too long or no text.
 * - `HostFailure`: the code was not run because the sandbox could not be started.
 * - `UnsupportedRuntime`: the code was not run because there are no worker threads here, and nothing weaker is used.
 */
export type SandboxErrorType =
  | "JavaScriptError"
  | "SyntaxError"
  | "Timeout"
  | "MemoryLimit"
  | "StackOverflow"
  | "OutputLimit"
  | "HostToolError"
  | "SandboxViolation"
  | "SandboxLost"
  | "InvalidInput"
  | "HostFailure"
  | "UnsupportedRuntime";

/** An error that whoever wrote the code can act on. */
export interface SandboxError {
  /** What kind of trouble it is. */
  readonly type: SandboxErrorType;
  /** A sentence about it; with the class of the error in front, if the code threw one. */
  readonly message: string;
  /** The class of the error that the code threw, such as `TypeError`; absent: it threw none. */
  readonly name?: string;
  /** The line of the code, from 1; absent: unknown. */
  readonly line?: number;
  /** The column in that line, from 1; absent: unknown. */
  readonly column?: number;
  /** The frames of the code, innermost first; absent: there are none. */
  readonly stack?: string;
  /** The function of the host that failed; absent: none did. */
  readonly tool?: string;
  /** Of a timeout: whether the code heeded the interrupt, or its thread had to be ended. */
  readonly how?: "interrupted" | "killed";
  /** What to do now; absent: the message says it all. */
  readonly hint?: string;
  /** Whether the same code may succeed when it is run again. */
  readonly retryable: boolean;
}

const seconds = (milliseconds: number): string => `${milliseconds / 1000} s`;

const bytes = (count: number): string =>
  count >= 1024 * 1024 ? `${Math.round(count / 1024 / 1024)} MB` : `${Math.ceil(count / 1024)} kB`;

const retryable: ReadonlySet<SandboxErrorType> = new Set([
  "HostToolError",
  "HostFailure",
  "SandboxLost",
]);

function make(
  type: SandboxErrorType,
  message: string,
  failure: CodeFailure | null = null,
  addedLines = 0,
): SandboxError {
  const { stack, ...position } = userFrames(failure?.stack ?? "", addedLines);
  const hint = hintFor(type, failure);
  return {
    type,
    message,
    ...(failure !== null && failure.name !== "" && { name: failure.name }),
    ...position,
    ...(stack !== "" && type !== "SyntaxError" && { stack }),
    ...(type === "HostToolError" && failure?.tool != null && { tool: failure.tool }),
    ...(hint !== undefined && { hint }),
    retryable: retryable.has(type),
  };
}

function explainFailure(failure: CodeFailure, addedLines: number): SandboxError {
  const { name, message } = failure;
  const text = name === "" ? `Uncaught ${message}` : `${name}: ${message}`;
  if (failure.tool !== null) {
    return make("HostToolError", `${failure.tool}: ${message}`, failure, addedLines);
  }
  if (compileErrorPosition(failure) !== null) {
    return make("SyntaxError", text, failure, addedLines);
  }
  if (name === "ValueLimit") return make("OutputLimit", message, failure, addedLines);
  if (/^(?:Maximum call stack size exceeded|stack overflow)$/.test(message)) {
    return make("StackOverflow", "The code recursed too deeply.", failure, addedLines);
  }
  return make("JavaScriptError", text, failure, addedLines);
}

function timeout(
  reason: "timeout" | "waited",
  how: "interrupted" | "killed",
  limits: JavaScriptLimits,
): SandboxError {
  const what =
    reason === "timeout"
      ? `ran for ${seconds(limits.wallTimeMs)}`
      : `waited ${seconds(limits.waitTimeMs)} for functions of the host`;
  const message =
    how === "interrupted"
      ? `The code was stopped because it ${what}.`
      : `The code was ended by force: it ${what} and did not heed the interrupt.`;
  return { ...make("Timeout", message), how };
}

function explainEnd({ done, stopped }: RunEnded, limits: JavaScriptLimits): SandboxError | null {
  const { failure, addedLines } = done;
  switch (done.ending) {
    case null:
      return failure === null ? null : explainFailure(failure, addedLines);
    case "interrupted":
      return timeout(stopped === "waited" ? "waited" : "timeout", "interrupted", limits);
    case "memory":
      return make(
        "MemoryLimit",
        `The code needed more than ${bytes(limits.memoryBytes)} of memory.`,
      );
    case "stack":
      return make("StackOverflow", "The code recursed too deeply.");
    case "output":
      return make(
        "OutputLimit",
        `The code printed more than ${limits.printedChars} characters and was stopped.`,
      );
    case "deadlock":
      return {
        ...make("JavaScriptError", "The code awaits something that can never happen."),
        name: "Deadlock",
        hint: "Nothing is left that could settle the promise: no timer, no call, no other code. Resolve or reject it in every case.",
      };
    case "crash":
      return make("SandboxLost", `The engine broke down while the code ran. (${done.detail})`);
  }
}

function explainLoss({ reason, detail }: RunLost, limits: JavaScriptLimits): SandboxError {
  const more = detail === "" ? "" : ` (${detail})`;
  if (reason === "timeout" || reason === "waited") return timeout(reason, "killed", limits);
  if (reason === "violation") {
    return make("SandboxViolation", `The sandbox was ended because of what it did.${more}`);
  }
  return make("SandboxLost", `The sandbox was lost while the code ran.${more}`);
}

/**
 * @param outcome - how a run went
 * @param limits - the limits that it ran under
 * @returns what went wrong, or null if the code ended well
 */
export function explainOutcome(outcome: RunOutcome, limits: JavaScriptLimits): SandboxError | null {
  return outcome.type === "ended" ? explainEnd(outcome, limits) : explainLoss(outcome, limits);
}

/**
 * @param type - why the code was not run
 * @param message - what is wrong
 */
export function notRun(
  type: "InvalidInput" | "HostFailure" | "UnsupportedRuntime",
  message: string,
): SandboxError {
  return make(type, message);
}

/** @returns what is said of a value that is no JSON, which only a worker sends that was taken over */
export function forgedValue(): SandboxError {
  return make("SandboxViolation", "The sandbox brought back a value that is no JSON.");
}
