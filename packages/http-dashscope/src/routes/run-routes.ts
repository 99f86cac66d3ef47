import type { Run } from "@inhouse/contracts";
import type { TenantRuntime } from "@inhouse/core";
import type { DialectContext, DialectRouter } from "@inhouse/http";
import { listOptions } from "../input/list-options.ts";
import { readId } from "../input/read-ids.ts";
import { readMetadata } from "../input/read-metadata.ts";
import { createRunInput, createThreadAndRunInput } from "../input/run-input.ts";
import { toolOutputsInput } from "../input/tool-outputs-input.ts";
import { unchecked } from "../input/unchecked.ts";
import type { WireFields } from "../input/wire-fields.ts";
import { listObject } from "../objects/list-object.ts";
import { runObject } from "../objects/run-object.ts";
import type { DialectSettings } from "./dialect-settings.ts";
import { findRun, pathId } from "./find-objects.ts";
import { readBody } from "./read-body.ts";
import { respond } from "./respond.ts";
import { streamRun } from "./stream-run.ts";

/** Adds the routes of runs. */
export function addRunRoutes(router: DialectRouter, settings: DialectSettings): void {
  const { fileTools } = settings;
  const path = "/threads/:thread/runs";

  /** Streams decide by the body: the Python SDK accepts nothing but JSON, also for streams. */
  const answer = (c: DialectContext, fields: WireFields, run: Run, after: number): Response =>
    fields.stream === true
      ? streamRun(c, { id: run.id, after }, settings)
      : respond(c, runObject(run));

  router.post("/threads/runs", async (c) => {
    const { assistants, runs } = c.get("inhouse");
    const fields = await readBody(c, settings);
    const assistant = await assistants.retrieve(readId(fields.assistant_id, "assistant_id"));
    const input = createThreadAndRunInput(fields, assistant, fileTools);
    return answer(c, fields, await runs.createThreadAndRun(input), 0);
  });
  router.post(path, async (c) => {
    const { assistants, runs, threads } = c.get("inhouse");
    const fields = await readBody(c, settings);
    const thread = await threads.retrieve(pathId(c, "thread"));
    const assistant = await assistants.retrieve(readId(fields.assistant_id, "assistant_id"));
    const input = createRunInput(fields, assistant, fileTools);
    return answer(c, fields, await runs.create(thread.id, input), 0);
  });
  router.get(path, async (c) => {
    const options = listOptions(c.req.query());
    const page = await c.get("inhouse").runs.list(pathId(c, "thread"), options);
    return respond(c, listObject(page, runObject));
  });
  router.get(`${path}/:run`, async (c) => respond(c, runObject(await findRun(c))));
  router.post(`${path}/:run`, async (c) => {
    const input = readMetadata(await readBody(c, settings));
    const run = await findRun(c);
    if (input.metadata === undefined) return respond(c, runObject(run));
    const updated = await c.get("inhouse").runs.update(run.id, unchecked(input));
    return respond(c, runObject(updated));
  });
  router.post(`${path}/:run/submit_tool_outputs`, async (c) => {
    const { runs } = c.get("inhouse");
    const fields = await readBody(c, settings);
    const run = await findRun(c);
    const input = toolOutputsInput(fields, run);
    const after = fields.stream === true ? await lastSequence(c, run) : 0;
    return answer(c, fields, await runs.submitToolOutputs(run.id, input), after);
  });
  router.post(`${path}/:run/cancel`, async (c) => {
    const { runs } = c.get("inhouse");
    const { id } = await findRun(c);
    await runs.cancel(id);
    // A run that nobody was executing is cancelled by now.
    return respond(c, runObject(await runs.retrieve(id)));
  });
}

/** The number of the event with which a run came to wait: what is submitted makes those behind it. */
async function lastSequence(c: DialectContext, run: Run): Promise<number> {
  const { runs }: TenantRuntime = c.get("inhouse");
  let last = 0;
  if (run.status !== "requires_action") return last;
  for await (const event of runs.stream(run.id, { signal: c.req.raw.signal }))
    last = event.sequence;
  return last;
}
