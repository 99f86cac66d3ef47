import type { Attempt } from "../attempts/attempt.ts";
import type { AttemptOutcome } from "../runner/run-attempt.ts";
import { runAttempt } from "../runner/run-attempt.ts";
import { controlModules } from "./control-plan.ts";

/** What a control did. */
export interface ControlOutcome {
  /** What became of the attempt. */
  readonly outcome: AttemptOutcome;
  /** Whether it lost in the way in which it is known to lose. */
  readonly lost: boolean;
}

/** A control has no limit of time of its own, and what it loses it loses soon. */
const stepMs = 15_000;
const silenceMs = 5000;

/**
 * Makes the attempt in a sandbox that is none.
 *
 * @param attempt - an attempt that a control is known to lose
 * @param node - the Node.js to run it on
 * @returns what it did
 */
export async function runControl(attempt: Attempt, node: string): Promise<ControlOutcome> {
  const { loss } = attempt;
  if (loss === null) throw new TypeError(`no control is known to lose by '${attempt.name}'`);
  const module = controlModules[loss.control];
  const outcome = await runAttempt(attempt, { module, node, stepMs, silenceMs });
  const lost =
    loss.kind === "killed the host"
      ? outcome.result === "hostDied"
      : outcome.kinds.includes(loss.kind);
  return { outcome, lost };
}
