import type { DialectRouter } from "@inhouse/http";
import { createAssistantBody, updateAssistantBody } from "../input/assistant-body.ts";
import { listQuery } from "../input/list-query.ts";
import { parseBody } from "../input/parse-body.ts";
import { refuseFileSearch } from "../input/refuse-file-search.ts";
import type { OpenAISettings } from "../options/openai-settings.ts";
import { assistantView } from "../views/assistant-view.ts";
import { pageView } from "../views/page-view.ts";

/** Adds the routes of assistants. */
export function addAssistantRoutes(router: DialectRouter, settings: OpenAISettings): void {
  router.post("/assistants", async (c) => {
    const input = await parseBody(c, settings, createAssistantBody);
    if (!settings.fileSearch) refuseFileSearch(input);
    return c.json(assistantView(await c.get("inhouse").assistants.create(input)));
  });
  router.get("/assistants", async (c) => {
    const page = await c.get("inhouse").assistants.list(listQuery(c));
    return c.json(pageView(page, assistantView));
  });
  router.get("/assistants/:assistant", async (c) => {
    const id = c.req.param("assistant");
    return c.json(assistantView(await c.get("inhouse").assistants.retrieve(id)));
  });
  router.post("/assistants/:assistant", async (c) => {
    const input = await parseBody(c, settings, updateAssistantBody);
    if (!settings.fileSearch) refuseFileSearch(input);
    const id = c.req.param("assistant");
    return c.json(assistantView(await c.get("inhouse").assistants.update(id, input)));
  });
  router.delete("/assistants/:assistant", async (c) => {
    const id = c.req.param("assistant");
    await c.get("inhouse").assistants.delete(id);
    return c.json({ id, object: "assistant.deleted", deleted: true });
  });
}
