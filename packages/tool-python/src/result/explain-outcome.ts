import type { CodeInterpreterLimits } from "../limits.ts";
import type { MissingPackage } from "../packages/package-source.ts";
import type { DoneMessage, PythonFailure } from "../protocol/messages.ts";
import type { LossReason, RunEnded, RunLost, RunOutcome } from "../session/run-outcome.ts";
import { hintFor } from "./hint-for.ts";
import type { InterpreterError, InterpreterErrorType } from "./interpreter-error.ts";
import { interpreterError } from "./interpreter-error.ts";

const seconds = (milliseconds: number): string => `${milliseconds / 1000} s`;

const bytes = (count: number): string =>
  count >= 1024 * 1024 ? `${Math.round(count / 1024 / 1024)} MB` : `${Math.ceil(count / 1024)} kB`;

const placeOf = ({ line, traceback }: PythonFailure): { line?: number; traceback: string } => ({
  ...(line !== null && { line }),
  traceback,
});

/** What to do about an exception, where more can be said than of all exceptions. */
const adviceOf = (failure: PythonFailure): { hint?: string } => {
  const hint = hintFor(failure);
  return hint === undefined ? {} : { hint };
};

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
    case "interrupted":
      return done.overflowed ? "OutputLimit" : "PythonError";
    default:
      return done.overflowed && failure.name === "OSError" ? "OutputLimit" : "PythonError";
  }
}

const maxNamed = 50;

function explainMissing(missing: MissingPackage, failure: PythonFailure): InterpreterError {
  const { name, available, command, listed } = missing;
  const more = available.length > maxNamed ? ` and ${available.length - maxNamed} more` : "";
  const names = available.length === 0 ? "none" : available.slice(0, maxNamed).join(", ") + more;
  const message = listed
    ? failure.message
    : `The package '${name}' is not available: there is no network, and it is not among the packages of this sandbox.`;
  const hint = `Use Python's standard library, or a package that is available. The operator of this program can ${listed ? "look into it" : "provide it"} with: ${command}`;
  const details = { package: name, available: names };
  return interpreterError("PackageNotAvailable", message, "kept", {
    ...placeOf(failure),
    details,
    hint,
  });
}

function explainEnd(
  ended: RunEnded,
  limits: CodeInterpreterLimits,
  missing: MissingPackage | null,
): InterpreterError | null {
  const { done, stopped } = ended;
  const { failure } = done;
  if (failure === null) return null;
  const place = placeOf(failure);
  if (stopped === "timeout") {
    const message = `The code was stopped because it ran for ${seconds(limits.wallTimeMs)}.`;
    const details = { limitMs: limits.wallTimeMs, how: "interrupted" };
    return interpreterError("Timeout", message, "kept", { ...place, details });
  }
  if (missing !== null) return explainMissing(missing, failure);
  const type = typeOf(failure, done);
  if (type === "SyntaxError") {
    const message = `${failure.name}: ${failure.message}`;
    return interpreterError(type, message, "untouched", { ...place, ...adviceOf(failure) });
  }
  if (type === "OutputLimit") {
    const message = `The code printed more than ${bytes(limits.printedBytes)} and was stopped.`;
    return interpreterError(type, message, "kept", place);
  }
  const details = {
    exception: failure.name,
    ...(failure.tool !== undefined && { tool: failure.tool }),
  };
  const message = `${failure.name}: ${failure.message}`;
  const advice = type === "PythonError" ? adviceOf(failure) : {};
  return interpreterError(type, message, "kept", { ...place, details, ...advice });
}

const lossMessages: Readonly<Record<LossReason, string>> = {
  timeout: "The code did not stop when its time was over.",
  aborted: "The code did not stop when the run was cancelled.",
  violation: "The code called a function of the host that it may not call.",
  memory: "The code used up the memory of the sandbox outside of Python's heap.",
  crashed: "The interpreter broke down while the code ran.",
  closed: "The session was closed while the code ran.",
  unresumable: "The session was put away while it was not used, and could not be brought back.",
  idle: "The session was ended because it was not used.",
  room: "The session was ended to make room for another one.",
};

function explainLoss(outcome: RunLost, limits: CodeInterpreterLimits): InterpreterError {
  const { reason, detail } = outcome;
  const message = detail === "" ? lossMessages[reason] : `${lossMessages[reason]} (${detail})`;
  if (reason === "timeout") {
    const forced = `The code was ended by force: it ran for ${seconds(limits.wallTimeMs)} and did not heed the interrupt.`;
    const details = { limitMs: limits.wallTimeMs, how: "killed" };
    return interpreterError("Timeout", forced, "lost", { details });
  }
  if (reason === "violation") {
    return interpreterError("SandboxViolation", message, "lost", {
      details: { operation: detail },
    });
  }
  if (reason === "memory") return interpreterError("MemoryLimit", message, "lost");
  if (detail.includes("Maximum call stack size exceeded")) {
    const deep = "The code recursed too deeply for the interpreter.";
    return interpreterError("RecursionLimit", deep, "lost");
  }
  return interpreterError("SessionLost", message, "lost", { details: { reason } });
}

/**
 * @param outcome - how a run went
 * @param limits - the limits that it ran under
 * @param missing - what is known of the package that the code wanted, if it failed for that
 * @returns the error that the model is told, or null if the code ended well
 */
export function explainOutcome(
  outcome: RunOutcome,
  limits: CodeInterpreterLimits,
  missing: MissingPackage | null = null,
): InterpreterError | null {
  return outcome.type === "ended"
    ? explainEnd(outcome, limits, missing)
    : explainLoss(outcome, limits);
}

/**
 * @param before - why the session before ended, or null if this process knows of none
 * @returns what the model is told at the first call of a session
 */
export function describeNewSession(before: LossReason | null): string {
  const why = before === null ? "" : ` ${lossMessages[before]}`;
  return `This is a new Python session: nothing of earlier calls is defined.${why}`;
}

/** What the model is told when a session goes on that was put away. */
export const resumedSession =
  "This Python session was put away and brought back: variables, imports and files are as they were.";
