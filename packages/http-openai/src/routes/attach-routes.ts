import type { DialectRouter } from "@inhouse/http";
import { OpenAIRefusal } from "../faults/openai-refusal.ts";
import { includesContents } from "../input/list-query.ts";
import type { OpenAISettings } from "../options/openai-settings.ts";
import { runStream } from "../stream/run-stream.ts";
import { findRun } from "./find-in-thread.ts";

/** Adds the route that shows the events of a run that is there already: an extension. */
export function addAttachRoutes(router: DialectRouter, settings: OpenAISettings): void {
  router.get("/threads/:thread/runs/:run/stream", async (c) => {
    const { thread, run } = c.req.param();
    const given = c.req.query("after") ?? c.req.header("last-event-id") ?? "0";
    if (!/^\d{1,15}$/.test(given)) {
      const message = "Invalid type for 'after': expected the number of an event.";
      throw new OpenAIRefusal({ message, param: "after", code: "invalid_type" });
    }
    const contents = includesContents(c);
    await findRun(c.get("inhouse"), thread, run);
    return runStream(c, settings, run, { after: Number(given), numbered: true, contents });
  });
}
