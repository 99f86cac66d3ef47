import type { Run } from "@inhouse/contracts";
import type { DialectContext } from "@inhouse/http";
import type { WireFields } from "../input/wire-fields.ts";
import type { DashScopeSettings } from "../options/dashscope-settings.ts";
import { runStream } from "../stream/run-stream.ts";
import { runView } from "../views/run-view.ts";
import { respond } from "./respond.ts";

/**
 * The body alone decides whether there is a stream: the Python SDK accepts nothing but JSON, also for streams.
 *
 * @param c - the request
 * @param settings - how streams behave
 * @param fields - the fields of its body
 * @param run - the run that it made, or that goes on
 * @param after - the number of the last event that is not shown; absent: all are shown
 * @returns the run, or its events
 */
export function answerRun(
  c: DialectContext,
  settings: DashScopeSettings,
  fields: WireFields,
  run: Run,
  after = 0,
): Response {
  if (fields.stream !== true) return respond(c, runView(run));
  return runStream(c, { id: run.id, after }, settings);
}
