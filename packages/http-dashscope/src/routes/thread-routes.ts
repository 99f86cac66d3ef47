import type { DialectRouter } from "@inhouse/http";
import { toWireId } from "../ids/wire-id.ts";
import { createThreadInput, updateThreadInput } from "../input/thread-input.ts";
import type { DashScopeSettings } from "../options/dashscope-settings.ts";
import { threadView } from "../views/thread-view.ts";
import { pathId } from "./find-objects.ts";
import { readBody } from "./read-body.ts";
import { respond, respondDeleted } from "./respond.ts";

/** Adds the routes of threads. */
export function addThreadRoutes(router: DialectRouter, settings: DashScopeSettings): void {
  router.post("/threads", async (c) => {
    const input = createThreadInput(await readBody(c, settings), settings.fileTools);
    return respond(c, threadView(await c.get("inhouse").threads.create(input)));
  });
  router.get("/threads/:thread", async (c) => {
    const thread = await c.get("inhouse").threads.retrieve(pathId(c, "thread"));
    return respond(c, threadView(thread));
  });
  router.post("/threads/:thread", async (c) => {
    const input = updateThreadInput(await readBody(c, settings));
    const thread = await c.get("inhouse").threads.update(pathId(c, "thread"), input);
    return respond(c, threadView(thread));
  });
  router.delete("/threads/:thread", async (c) => {
    const id = pathId(c, "thread");
    await c.get("inhouse").threads.delete(id);
    return respondDeleted(c, "thread.deleted", toWireId(id));
  });
}
