import { NotFoundError } from "@inhouse/contracts";
import type { DialectRouter } from "@inhouse/http";
import { listOptions } from "../input/list-options.ts";
import { createMessageInput } from "../input/message-input.ts";
import { pageOf } from "../input/page-of.ts";
import { readMetadata } from "../input/read-metadata.ts";
import { unchecked } from "../input/unchecked.ts";
import type { DashScopeSettings } from "../options/dashscope-settings.ts";
import { messageFileView } from "../views/file-views.ts";
import { messageFileIds, messageView } from "../views/message-view.ts";
import { pageView } from "../views/page-view.ts";
import { findMessage, pathId } from "./find-objects.ts";
import { readBody } from "./read-body.ts";
import { respond } from "./respond.ts";
import { retrieveFiles } from "./retrieve-files.ts";

/** Adds the routes of messages and their files. */
export function addMessageRoutes(router: DialectRouter, settings: DashScopeSettings): void {
  const path = "/threads/:thread/messages";

  router.post(path, async (c) => {
    const input = createMessageInput(await readBody(c, settings), settings.fileTools);
    const message = await c.get("inhouse").messages.create(pathId(c, "thread"), input);
    return respond(c, messageView(message));
  });
  router.get(path, async (c) => {
    const options = listOptions(c.req.query());
    const page = await c.get("inhouse").messages.list(pathId(c, "thread"), options);
    return respond(c, pageView(page, messageView));
  });
  router.get(`${path}/:message`, async (c) => respond(c, messageView(await findMessage(c))));
  router.post(`${path}/:message`, async (c) => {
    const input = readMetadata(await readBody(c, settings));
    const message = await findMessage(c);
    if (input.metadata === undefined) return respond(c, messageView(message));
    const updated = await c.get("inhouse").messages.update(message.id, unchecked(input));
    return respond(c, messageView(updated));
  });
  router.get(`${path}/:message/files`, async (c) => {
    const message = await findMessage(c);
    const files = await retrieveFiles(c.get("inhouse").files, messageFileIds(message));
    const page = pageOf(files, listOptions(c.req.query()));
    return respond(
      c,
      pageView(page, (file) => messageFileView(file, message.id)),
    );
  });
  router.get(`${path}/:message/files/:file`, async (c) => {
    const message = await findMessage(c);
    const fileId = pathId(c, "file");
    if (!messageFileIds(message).includes(fileId)) throw new NotFoundError("file", fileId);
    const file = await c.get("inhouse").files.retrieve(fileId);
    return respond(c, messageFileView(file, message.id));
  });
}
