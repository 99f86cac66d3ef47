import type { DialectRouter } from "@inhouse/http";
import { toWireId } from "../ids/wire-id.ts";
import { createAssistantInput, updateAssistantInput } from "../input/assistant-input.ts";
import { listOptions } from "../input/list-options.ts";
import type { DashScopeSettings } from "../options/dashscope-settings.ts";
import { assistantView } from "../views/assistant-view.ts";
import { pageView } from "../views/page-view.ts";
import { changeAssistant } from "./change-assistant.ts";
import { pathId } from "./find-objects.ts";
import { readBody } from "./read-body.ts";
import { respond, respondDeleted } from "./respond.ts";

/** Adds the routes of assistants. */
export function addAssistantRoutes(router: DialectRouter, settings: DashScopeSettings): void {
  const { fileTools } = settings;

  router.post("/assistants", async (c) => {
    const input = createAssistantInput(await readBody(c, settings), fileTools);
    return respond(c, assistantView(await c.get("inhouse").assistants.create(input)));
  });
  router.get("/assistants", async (c) => {
    const page = await c.get("inhouse").assistants.list(listOptions(c.req.query()));
    return respond(c, pageView(page, assistantView));
  });
  router.get("/assistants/:assistant", async (c) => {
    const { assistants } = c.get("inhouse");
    return respond(c, assistantView(await assistants.retrieve(pathId(c, "assistant"))));
  });
  router.post("/assistants/:assistant", async (c) => {
    const fields = await readBody(c, settings);
    const assistant = await changeAssistant(c, settings, (before) =>
      updateAssistantInput(fields, fileTools, before),
    );
    return respond(c, assistantView(assistant));
  });
  router.delete("/assistants/:assistant", async (c) => {
    const id = pathId(c, "assistant");
    await c.get("inhouse").assistants.delete(id);
    return respondDeleted(c, "assistant.deleted", toWireId(id));
  });
}
