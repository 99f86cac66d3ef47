import type { CodeInterpreterLimits } from "../limits.ts";
import type { DoneMessage, PythonFailure } from "../protocol/messages.ts";
import type { LossReason, RunEnded, RunLost, RunOutcome } from "../session/run-outcome.ts";

/** What went wrong, as the model is told. */
export type InterpreterErrorType =
  | "PythonError"
  | "SyntaxError"
  | "Timeout"
  | "MemoryLimit"
  | "FileQuota"
  | "OutputLimit"
  | "PackageNotAvailable"
  | "NetworkDisabled"
  | "StdinDisabled"
  | "HostToolError"
  | "SandboxViolation"
  | "RecursionLimit"
  | "SessionLost"
  | "InvalidInput"
  | "HostFailure";

/** An error that the model can act on. */
export interface InterpreterError {
  readonly type: InterpreterErrorType;
  readonly message: string;
  /** The line of the code, from 1. */
  readonly line?: number;
  readonly traceback?: string;
  /** What to do now. */
  readonly hint?: string;
  /** What is left of the session. */
  readonly session: string;
}

const kept = "Variables, imports and files of this session are kept.";
const lost =
  "The interpreter had to be replaced: all variables and imports are lost, and so are files that were not saved by an earlier call. The next call starts a new session, with the thread's files in /inputs.";

const hints: Partial<Record<InterpreterErrorType, string>> = {
  Timeout: "Make the code do less per call, or find a faster way.",
  MemoryLimit: "Work on smaller pieces, and delete large variables that are no longer needed.",
  FileQuota: "Delete files that are no longer needed, or write less.",
  OutputLimit:
    "Print less: a summary, or the first rows. Write the full data to a file in /outputs.",
  PackageNotAvailable:
    "Only Python's standard library is there, and nothing can be installed. Use csv, json, sqlite3, statistics, math and the like; write charts as SVG.",
  NetworkDisabled: "This Python has no network. Work with the files in /inputs.",
  StdinDisabled: "Nobody can type an answer. Put the values into the code.",
  RecursionLimit: "Use a loop or a stack of your own instead of deep recursion or nesting.",
  HostToolError: "Catch tools.ToolError where the code can go on without this tool.",
  SandboxViolation:
    "The code tried to leave the sandbox. Use plain Python, without JavaScript, native code, processes or the network.",
};

const seconds = (milliseconds: number): string => `${milliseconds / 1000} s`;

const bytes = (count: number): string =>
  count >= 1024 * 1024 ? `${Math.round(count / 1024 / 1024)} MB` : `${Math.ceil(count / 1024)} kB`;

function make(
  type: InterpreterErrorType,
  message: string,
  session: string,
  failure?: PythonFailure,
): InterpreterError {
  const hint = hints[type];
  return {
    type,
    message,
    session,
    ...(hint !== undefined && { hint }),
    ...(failure?.line != null && { line: failure.line }),
    ...(failure !== undefined && { traceback: failure.traceback }),
  };
}

function typeOf(failure: PythonFailure, done: DoneMessage): InterpreterErrorType {
  switch (failure.kind) {
    case "syntax":
      return "SyntaxError";
    case "memory":
      return "MemoryLimit";
    case "disk":
      return "FileQuota";
    case "network":
      return "NetworkDisabled";
    case "stdin":
      return "StdinDisabled";
    case "package":
      return "PackageNotAvailable";
    case "tool":
      return "HostToolError";
    default:
      return done.overflowed && failure.name === "OSError" ? "OutputLimit" : "PythonError";
  }
}

function explainEnd(ended: RunEnded, limits: CodeInterpreterLimits): InterpreterError | null {
  const { done, stopped } = ended;
  const { failure } = done;
  if (failure === null) return null;
  if (stopped === "timeout") {
    return make(
      "Timeout",
      `The code was stopped because it ran for ${seconds(limits.wallTimeMs)}.`,
      kept,
      failure,
    );
  }
  const type = typeOf(failure, done);
  const session = type === "SyntaxError" ? `Nothing of this code was run. ${kept}` : kept;
  const message =
    type === "OutputLimit"
      ? `The code printed more than ${bytes(limits.printedBytes)} and was stopped.`
      : `${failure.name}: ${failure.message}`;
  return make(type, message, session, failure);
}

const lossMessages: Readonly<Record<LossReason, string>> = {
  timeout: "The code did not stop when its time was over.",
  aborted: "The code did not stop when the run was cancelled.",
  violation: "The code called a function of the host that it may not call.",
  crashed: "The interpreter broke down while the code ran.",
  closed: "The session was closed while the code ran.",
  idle: "The session was ended because it was not used.",
  room: "The session was ended to make room for another one.",
};

function explainLoss(outcome: RunLost, limits: CodeInterpreterLimits): InterpreterError {
  const { reason, detail } = outcome;
  const message = detail === "" ? lossMessages[reason] : `${lossMessages[reason]} (${detail})`;
  if (reason === "violation") return make("SandboxViolation", message, lost);
  if (detail.includes("Maximum call stack size exceeded")) {
    return make("RecursionLimit", "The code recursed too deeply for the interpreter.", lost);
  }
  if (reason !== "timeout") return make("SessionLost", message, lost);
  return make(
    "Timeout",
    `The code was ended by force: it ran for ${seconds(limits.wallTimeMs)} and did not heed the interrupt.`,
    lost,
  );
}

/**
 * @param outcome - how a run went
 * @param limits - the limits that it ran under
 * @returns the error that the model is told, or null if the code ended well
 */
export function explainOutcome(
  outcome: RunOutcome,
  limits: CodeInterpreterLimits,
): InterpreterError | null {
  return outcome.type === "ended" ? explainEnd(outcome, limits) : explainLoss(outcome, limits);
}

/**
 * @param type - `InvalidInput` or `HostFailure`: the code was not run
 * @param message - what is wrong
 */
export function notRun(type: "InvalidInput" | "HostFailure", message: string): InterpreterError {
  return make(type, message, "Nothing of this code was run.");
}

/**
 * @param before - why the session before ended, or null if this process knows of none
 * @returns what the model is told at the first call of a session
 */
export function describeNewSession(before: LossReason | null): string {
  const why = before === null ? "" : ` ${lossMessages[before]}`;
  return `This is a new Python session: nothing of earlier calls is defined.${why}`;
}
