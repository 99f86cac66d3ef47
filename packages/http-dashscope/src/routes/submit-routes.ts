import type { Run } from "@inhouse/contracts";
import type { DialectContext, DialectRouter } from "@inhouse/http";
import { toolOutputsInput } from "../input/tool-outputs-input.ts";
import type { DashScopeSettings } from "../options/dashscope-settings.ts";
import { answerRun } from "./answer-run.ts";
import { findRun } from "./find-objects.ts";
import { readBody } from "./read-body.ts";

/** Adds the route that gives a run what it waits for. */
export function addSubmitRoutes(router: DialectRouter, settings: DashScopeSettings): void {
  router.post("/threads/:thread/runs/:run/submit_tool_outputs", async (c) => {
    const fields = await readBody(c, settings);
    const run = await findRun(c);
    const input = toolOutputsInput(fields, run);
    const after = fields.stream === true ? await lastSequence(c, run) : 0;
    const submitted = await c.get("inhouse").runs.submitToolOutputs(run.id, input);
    return answerRun(c, settings, fields, submitted, after);
  });
}

/** The number of the event with which a run came to wait: what is submitted makes those behind it. */
async function lastSequence(c: DialectContext, run: Run): Promise<number> {
  let last = 0;
  if (run.status !== "requires_action") return last;
  const events = c.get("inhouse").runs.stream(run.id, { signal: c.req.raw.signal });
  for await (const event of events) last = event.sequence;
  return last;
}
