import { deepStrictEqual } from "node:assert/strict";
import type { Run } from "@inhouse/contracts";
import { checkRun } from "./check-run.ts";
import type { ReadableRuntime } from "./readable-runtime.ts";

/**
 * Expects that a run that has ended is sound: see {@link checkRun}.
 *
 * @param inhouse - where the run is kept
 * @param runId - the run; waits for its end
 * @returns the run
 * @throws AssertionError with all problems, if there are any
 */
export async function expectSound(inhouse: ReadableRuntime, runId: string): Promise<Run> {
  deepStrictEqual(await checkRun(inhouse, runId), []);
  return inhouse.runs.retrieve(runId);
}
