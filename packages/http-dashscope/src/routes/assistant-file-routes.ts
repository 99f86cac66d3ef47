import type { StoredFile } from "@inhouse/contracts";
import { NotFoundError } from "@inhouse/contracts";
import type { DialectContext, DialectRouter } from "@inhouse/http";
import { toWireId } from "../ids/wire-id.ts";
import { fileIdsOf, withFiles, withoutFile } from "../input/file-resources.ts";
import { listOptions } from "../input/list-options.ts";
import { pageOf } from "../input/page-of.ts";
import { readId } from "../input/read-ids.ts";
import type { DashScopeSettings } from "../options/dashscope-settings.ts";
import { assistantFileView } from "../views/file-views.ts";
import { pageView } from "../views/page-view.ts";
import { changeAssistant } from "./change-assistant.ts";
import { pathId } from "./find-objects.ts";
import { readBody } from "./read-body.ts";
import { respond, respondDeleted } from "./respond.ts";
import { retrieveFiles } from "./retrieve-files.ts";

/** Adds the routes of the files of assistants. */
export function addAssistantFileRoutes(router: DialectRouter, settings: DashScopeSettings): void {
  const path = "/assistants/:assistant/files";

  router.post(path, async (c) => {
    const { file_id: given } = await readBody(c, settings);
    const file = await c.get("inhouse").files.retrieve(readId(given, "file_id"));
    const { id } = await changeAssistant(c, settings, ({ toolResources }) => {
      const fileIds = [...new Set([...fileIdsOf(toolResources), file.id])];
      return { toolResources: withFiles(toolResources, settings.fileTools, fileIds) };
    });
    return respond(c, assistantFileView(file, id));
  });
  router.get(path, async (c) => {
    const { assistants, files } = c.get("inhouse");
    const assistant = await assistants.retrieve(pathId(c, "assistant"));
    const kept = await retrieveFiles(files, fileIdsOf(assistant.toolResources));
    const page = pageOf(kept, listOptions(c.req.query()));
    return respond(
      c,
      pageView(page, (file) => assistantFileView(file, assistant.id)),
    );
  });
  router.get(`${path}/:file`, async (c) => {
    const { file, assistantId } = await findAssistantFile(c);
    return respond(c, assistantFileView(file, assistantId));
  });
  router.delete(`${path}/:file`, async (c) => {
    const fileId = pathId(c, "file");
    await changeAssistant(c, settings, ({ toolResources }) => {
      requireFile(fileIdsOf(toolResources), fileId);
      return { toolResources: withoutFile(toolResources, fileId) };
    });
    return respondDeleted(c, "assistant.file.deleted", toWireId(fileId));
  });
}

async function findAssistantFile(
  c: DialectContext,
): Promise<{ readonly file: StoredFile; readonly assistantId: string }> {
  const { assistants, files } = c.get("inhouse");
  const assistant = await assistants.retrieve(pathId(c, "assistant"));
  const fileId = pathId(c, "file");
  requireFile(fileIdsOf(assistant.toolResources), fileId);
  return { file: await files.retrieve(fileId), assistantId: assistant.id };
}

function requireFile(ids: readonly string[], id: string): void {
  if (!ids.includes(id)) throw new NotFoundError("file", id);
}
