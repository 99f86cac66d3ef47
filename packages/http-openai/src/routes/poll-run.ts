import type { Run } from "@inhouse/contracts";
import { isTerminal } from "@inhouse/core";
import type { DialectContext } from "@inhouse/http";
import type { OpenAISettings } from "../options/openai-settings.ts";

/**
 * The polling helpers of the SDKs say what they are: such a request is answered when there is something to say, so that
 * whoever waits in a helper hears of the end at once.
 *
 * @param c - the request
 * @param settings - how long it may wait
 * @param run - the run as it is
 * @returns the run, as it is after the wait
 */
export async function pollRun(
  c: DialectContext,
  { longPollMs, clock }: OpenAISettings,
  run: Run,
): Promise<Run> {
  const isPoll = c.req.header("x-stainless-poll-helper") !== undefined;
  const isOver = isTerminal(run.status) || run.status === "requires_action";
  if (!isPoll || isOver || longPollMs === 0) return run;
  const limit = Math.min(
    longPollMs,
    // Whoever sets an interval wants to hear of the run that often.
    numberOf(c, "x-stainless-custom-poll-interval"),
    // An SDK that gives up sooner must have its answer before.
    numberOf(c, "x-stainless-timeout") * 500,
  );
  const { runs } = c.get("inhouse");
  const late = new AbortController();
  const stopTimer = clock.setTimer(limit, () => late.abort(), true);
  try {
    return await runs.wait(run.id, { signal: AbortSignal.any([late.signal, c.req.raw.signal]) });
  } catch (error) {
    if (!late.signal.aborted) throw error;
    return await runs.retrieve(run.id);
  } finally {
    stopTimer();
  }
}

/** @returns the number in a header; infinity: there is none */
function numberOf(c: DialectContext, header: string): number {
  const value = Number(c.req.header(header) ?? Number.NaN);
  return Number.isNaN(value) ? Number.POSITIVE_INFINITY : value;
}
