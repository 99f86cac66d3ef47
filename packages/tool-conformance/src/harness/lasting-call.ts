import assert from "node:assert/strict";
import { assertWorks } from "../expectations.ts";
import { becomesSo, promptly, shortPause } from "./promptly.ts";
import type { ToolAnswer } from "./tool-answer.ts";
import type { ToolThread } from "./tool-thread.ts";
import type { ToolTrial } from "./tool-trial.ts";

/** For how long a call that shows nothing is let run before it is stopped, in milliseconds. */
const headStartMs = 100;

/** A call that runs on until it is stopped. */
export interface LastingCall {
  /**
   * Aborts the call's signal.
   *
   * @returns what came of the call
   * @throws AssertionError if the call does not end
   */
  abort(): Promise<ToolAnswer>;
  /**
   * Waits for the call without stopping it.
   *
   * @returns what came of the call
   * @throws AssertionError if the call does not end
   */
  ended(): Promise<ToolAnswer>;
}

/**
 * Starts the suite's lasting call, and waits until it runs.
 *
 * @param trial - the tool
 * @param thread - where to call it
 * @throws AssertionError if the call ends by itself, or another one fails
 */
export async function startLasting(trial: ToolTrial, thread: ToolThread): Promise<LastingCall> {
  // What is slow to start has started then, and what is stopped is the call.
  await assertWorks(trial, thread);
  const before = thread.shown.length;
  const aborter = new AbortController();
  let isOver = false;
  const call = thread.call(trial.example("lasts"), { signal: aborter.signal });
  const answer = call.finally(() => {
    isOver = true;
  });
  const shows = (): boolean => thread.shown.length > before;
  await becomesSo(headStartMs, () => isOver || shows());
  if (trial.suite.running !== undefined && !isOver) {
    const runs = async (): Promise<boolean> => isOver || (await trial.suite.running?.()) !== 0;
    assert.ok(await becomesSo(trial.patienceMs, runs), "The lasting call does not run.");
  }
  await shortPause();
  assert.ok(!isOver, "The lasting call ends by itself.");
  return {
    abort() {
      aborter.abort(new Error("The run was stopped"));
      return promptly(trial.patienceMs, "a call whose signal aborted has ended", answer);
    },
    ended: () => promptly(trial.patienceMs, "the call has ended", answer),
  };
}
