import type { DialectRouter } from "@inhouse/http";
import { listQuery } from "../input/list-query.ts";
import { parseBody } from "../input/parse-body.ts";
import { refuseFileSearch } from "../input/refuse-file-search.ts";
import { createThreadBody, updateThreadBody } from "../input/thread-body.ts";
import type { OpenAISettings } from "../options/openai-settings.ts";
import { pageView } from "../views/page-view.ts";
import { threadView } from "../views/thread-view.ts";

/** Adds the routes of threads; to list them is an extension. */
export function addThreadRoutes(router: DialectRouter, settings: OpenAISettings): void {
  router.post("/threads", async (c) => {
    const input = await parseBody(c, settings, createThreadBody);
    if (!settings.fileSearch) refuseFileSearch(input);
    return c.json(threadView(await c.get("inhouse").threads.create(input)));
  });
  router.get("/threads", async (c) => {
    const page = await c.get("inhouse").threads.list(listQuery(c));
    return c.json(pageView(page, threadView));
  });
  router.get("/threads/:thread", async (c) => {
    const id = c.req.param("thread");
    return c.json(threadView(await c.get("inhouse").threads.retrieve(id)));
  });
  router.post("/threads/:thread", async (c) => {
    const input = await parseBody(c, settings, updateThreadBody);
    if (!settings.fileSearch) refuseFileSearch(input);
    const id = c.req.param("thread");
    return c.json(threadView(await c.get("inhouse").threads.update(id, input)));
  });
  router.delete("/threads/:thread", async (c) => {
    const id = c.req.param("thread");
    await c.get("inhouse").threads.delete(id);
    return c.json({ id, object: "thread.deleted", deleted: true });
  });
}
