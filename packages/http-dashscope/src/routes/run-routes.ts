import type { DialectRouter } from "@inhouse/http";
import { listOptions } from "../input/list-options.ts";
import { readId } from "../input/read-ids.ts";
import { readMetadata } from "../input/read-metadata.ts";
import { createRunInput, createThreadAndRunInput } from "../input/run-input.ts";
import { unchecked } from "../input/unchecked.ts";
import type { DashScopeSettings } from "../options/dashscope-settings.ts";
import { pageView } from "../views/page-view.ts";
import { runView } from "../views/run-view.ts";
import { answerRun } from "./answer-run.ts";
import { findRun, pathId } from "./find-objects.ts";
import { readBody } from "./read-body.ts";
import { respond } from "./respond.ts";

/** Adds the routes of runs. */
export function addRunRoutes(router: DialectRouter, settings: DashScopeSettings): void {
  const { fileTools } = settings;
  const path = "/threads/:thread/runs";

  router.post("/threads/runs", async (c) => {
    const { assistants, runs } = c.get("inhouse");
    const fields = await readBody(c, settings);
    const assistant = await assistants.retrieve(readId(fields.assistant_id, "assistant_id"));
    const input = createThreadAndRunInput(fields, assistant, fileTools);
    return answerRun(c, settings, fields, await runs.createThreadAndRun(input));
  });
  router.post(path, async (c) => {
    const { assistants, runs } = c.get("inhouse");
    const fields = await readBody(c, settings);
    const assistant = await assistants.retrieve(readId(fields.assistant_id, "assistant_id"));
    const input = createRunInput(fields, assistant, fileTools);
    return answerRun(c, settings, fields, await runs.create(pathId(c, "thread"), input));
  });
  router.get(path, async (c) => {
    const options = listOptions(c.req.query());
    const page = await c.get("inhouse").runs.list(pathId(c, "thread"), options);
    return respond(c, pageView(page, runView));
  });
  router.get(`${path}/:run`, async (c) => respond(c, runView(await findRun(c))));
  router.post(`${path}/:run`, async (c) => {
    const input = readMetadata(await readBody(c, settings));
    const run = await findRun(c);
    if (input.metadata === undefined) return respond(c, runView(run));
    const updated = await c.get("inhouse").runs.update(run.id, unchecked(input));
    return respond(c, runView(updated));
  });
  router.post(`${path}/:run/cancel`, async (c) => {
    const { runs } = c.get("inhouse");
    const { id } = await findRun(c);
    await runs.cancel(id);
    // A run that nobody was executing is cancelled by now.
    return respond(c, runView(await runs.retrieve(id)));
  });
}
