import type { DialectRouter } from "@inhouse/http";
import { listQuery } from "../input/list-query.ts";
import { createMessageBody, metadataBody } from "../input/message-body.ts";
import { parseBody } from "../input/parse-body.ts";
import { refuseFileSearch } from "../input/refuse-file-search.ts";
import type { OpenAISettings } from "../options/openai-settings.ts";
import { messageView } from "../views/message-view.ts";
import { pageView } from "../views/page-view.ts";
import { findMessage } from "./find-in-thread.ts";
import { whileUnlocked } from "./while-unlocked.ts";

/** Adds the routes of messages. */
export function addMessageRoutes(router: DialectRouter, settings: OpenAISettings): void {
  const { extensions } = settings;
  router.post("/threads/:thread/messages", async (c) => {
    const input = await parseBody(c, settings, createMessageBody);
    if (!settings.fileSearch) refuseFileSearch({ messages: [input] });
    const thread = c.req.param("thread");
    const message = await whileUnlocked(
      c.get("inhouse").messages.create(thread, input),
      ({ runId }) => `Can't add messages to ${thread} while a run ${runId} is active.`,
    );
    return c.json(messageView(message, extensions));
  });
  router.get("/threads/:thread/messages", async (c) => {
    const runId = c.req.query("run_id");
    const query = { ...listQuery(c), ...(runId !== undefined && { runId }) };
    const page = await c.get("inhouse").messages.list(c.req.param("thread"), query);
    return c.json(pageView(page, (message) => messageView(message, extensions)));
  });
  router.get("/threads/:thread/messages/:message", async (c) => {
    const { thread, message: id } = c.req.param();
    return c.json(messageView(await findMessage(c.get("inhouse"), thread, id), extensions));
  });
  router.post("/threads/:thread/messages/:message", async (c) => {
    const { thread, message: id } = c.req.param();
    const inhouse = c.get("inhouse");
    const { metadata } = await parseBody(c, settings, metadataBody);
    const found = await findMessage(inhouse, thread, id);
    if (metadata === undefined) return c.json(messageView(found, extensions));
    const message = await whileUnlocked(
      inhouse.messages.update(id, { metadata }),
      ({ runId }) => `Can't update ${id} while a run ${runId} is writing it.`,
    );
    return c.json(messageView(message, extensions));
  });
  router.delete("/threads/:thread/messages/:message", async (c) => {
    const { thread, message: id } = c.req.param();
    const inhouse = c.get("inhouse");
    await findMessage(inhouse, thread, id);
    await whileUnlocked(
      inhouse.messages.delete(id),
      ({ runId }) => `Can't delete messages of ${thread} while a run ${runId} is active.`,
    );
    return c.json({ id, object: "thread.message.deleted", deleted: true });
  });
}
