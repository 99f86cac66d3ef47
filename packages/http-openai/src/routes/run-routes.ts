import type { Run } from "@inhouse/contracts";
import type { TenantRuntime } from "@inhouse/core";
import type { DialectContext, DialectRouter } from "@inhouse/http";
import { includesContents, listQuery } from "../input/list-query.ts";
import { metadataBody } from "../input/message-body.ts";
import { parseBody } from "../input/parse-body.ts";
import { refuseFileSearch } from "../input/refuse-file-search.ts";
import { createRunBody, createThreadAndRunBody } from "../input/run-body.ts";
import type { OpenAISettings } from "../options/openai-settings.ts";
import { runStream } from "../stream/run-stream.ts";
import { pageView } from "../views/page-view.ts";
import { runView } from "../views/run-view.ts";
import { findRun } from "./find-in-thread.ts";
import { pollRun } from "./poll-run.ts";
import { whileUnlocked } from "./while-unlocked.ts";

/** Adds the routes of runs. */
export function addRunRoutes(router: DialectRouter, settings: OpenAISettings): void {
  router.post("/threads/runs", async (c) => {
    const { input, stream } = await parseBody(c, settings, createThreadAndRunBody);
    if (!settings.fileSearch) {
      refuseFileSearch(input);
      refuseFileSearch(input.thread ?? {}, "thread.");
    }
    const run = await c.get("inhouse").runs.createThreadAndRun(input);
    return answer(c, settings, run, stream);
  });
  router.post("/threads/:thread/runs", async (c) => {
    const { input, stream } = await parseBody(c, settings, createRunBody);
    const contents = includesContents(c);
    if (!settings.fileSearch) {
      refuseFileSearch(input);
      refuseFileSearch({ messages: input.additionalMessages ?? [] }, "additional_");
    }
    const thread = c.req.param("thread");
    const run = await whileUnlocked(
      c.get("inhouse").runs.create(thread, input),
      ({ runId }) => `Thread ${thread} already has an active run ${runId}.`,
    );
    return answer(c, settings, run, stream, contents);
  });
  router.get("/threads/:thread/runs", async (c) => {
    const page = await c.get("inhouse").runs.list(c.req.param("thread"), listQuery(c));
    return c.json(pageView(page, runView));
  });
  router.get("/threads/:thread/runs/:run", async (c) => {
    const { thread, run: id } = c.req.param();
    const run = await findRun(c.get("inhouse"), thread, id);
    c.header("openai-poll-after-ms", String(settings.pollAfterMs));
    return c.json(runView(await pollRun(c, settings, run)));
  });
  router.post("/threads/:thread/runs/:run", async (c) => {
    const { metadata } = await parseBody(c, settings, metadataBody);
    return changed(c, async (inhouse, run) =>
      metadata === undefined ? run : inhouse.runs.update(run.id, { metadata }),
    );
  });
  router.post("/threads/:thread/runs/:run/cancel", (c) =>
    changed(c, (inhouse, { id }) => inhouse.runs.cancel(id)),
  );
}

/** Changes a run of a thread. */
async function changed(
  c: DialectContext,
  change: (inhouse: TenantRuntime, run: Run) => Promise<Run>,
): Promise<Response> {
  const { thread = "", run: id = "" } = c.req.param() as Partial<Record<string, string>>;
  const inhouse = c.get("inhouse");
  return c.json(runView(await change(inhouse, await findRun(inhouse, thread, id))));
}

/** A new run, or its events from the first. */
function answer(
  c: DialectContext,
  settings: OpenAISettings,
  run: Run,
  stream: boolean,
  contents = false,
): Response {
  if (!stream) return c.json(runView(run));
  return runStream(c, settings, run.id, { after: 0, numbered: false, contents });
}
