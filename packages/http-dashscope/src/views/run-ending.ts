import type { JsonObject, Run, RunError } from "@inhouse/contracts";

/** How a run stands, in the words that clients of this API know. */
export interface RunEnding {
  /** The status. */
  readonly status: string;
  /** Why it failed; null unless the status is `failed`. */
  readonly last_error: JsonObject | null;
}

/**
 * `incomplete` is unknown to the SDKs, and a program that waits for a run would wait for ever. An answer that was cut at its
 * length is what `max_tokens` asks for, so it counts as completed; whatever else stops a run half way counts as failed.
 *
 * @param run - a run
 * @returns how it stands
 */
export function runEnding(run: Run): RunEnding {
  if (run.status !== "incomplete") {
    return { status: run.status, last_error: errorView(run.lastError) };
  }
  const reason = run.incompleteDetails?.reason;
  if (reason === "max_completion_tokens") return { status: "completed", last_error: null };
  const message = `The run stopped before its answer was whole: ${reason}.`;
  return { status: "failed", last_error: { code: "server_error", message } };
}

/**
 * @param error - why something failed; null: it did not
 * @returns it with one of the codes that the SDKs know
 */
export function errorView(error: RunError | null): JsonObject | null {
  if (error === null) return null;
  const { code, message } = error;
  return { code: code === "rate_limit_exceeded" ? code : "server_error", message };
}
