import type { JsonObject, StoredFile } from "@inhouse/contracts";
import { InvalidInputError } from "@inhouse/contracts";
import type { FilesApi } from "@inhouse/core";
import type { DialectRouter } from "@inhouse/http";
import { describeFault, readForm } from "@inhouse/http";
import { describeRefusal } from "../faults/describe-refusal.ts";
import { invalidField } from "../faults/invalid-field.ts";
import { toWireId } from "../ids/wire-id.ts";
import { readPageQuery } from "../input/page-query.ts";
import type { DashScopeSettings } from "../options/dashscope-settings.ts";
import { fileView } from "../views/file-views.ts";
import { pathId } from "./find-objects.ts";
import { respond } from "./respond.ts";

/** Adds the routes of DashScope's general file API, and one for a file's bytes, which that API has under other addresses. */
export function addFileRoutes(router: DialectRouter, settings: DashScopeSettings): void {
  router.post("/files", async (c) => {
    const form = await readForm(c.req.raw, settings.limits);
    const parts = form.getAll("files").filter((part) => typeof part !== "string");
    if (parts.length === 0) throw invalidField("files", "at least one file", undefined);
    const descriptions = form.getAll("descriptions").map(String);
    const uploaded: JsonObject[] = [];
    const failed: JsonObject[] = [];
    for (const [index, part] of parts.entries()) {
      const result = await upload(c.get("inhouse").files, part, descriptions[index] ?? "");
      if ("file_id" in result) uploaded.push(result);
      else failed.push(result);
    }
    return respond(c, { data: { uploaded_files: uploaded, failed_uploads: failed } });
  });
  router.get("/files", async (c) => {
    const { pageNumber, pageSize } = readPageQuery(c.req.query());
    const from = (pageNumber - 1) * pageSize;
    const files: StoredFile[] = [];
    let total = 0;
    for await (const file of allFiles(c.get("inhouse").files)) {
      if (total >= from && files.length < pageSize) files.push(file);
      total += 1;
    }
    const page = { total, page_no: pageNumber, page_size: pageSize };
    return respond(c, { data: { ...page, files: files.map(fileView) } });
  });
  router.get("/files/:file", async (c) => {
    const file = await c.get("inhouse").files.retrieve(pathId(c, "file"));
    return respond(c, { data: fileView(file) });
  });
  router.get("/files/:file/content", async (c) => {
    const { files } = c.get("inhouse");
    const file = await files.retrieve(pathId(c, "file"));
    const bytes = await files.content(file.id);
    const headers = {
      "content-type": file.mediaType,
      // A file that somebody uploaded must not become a page of this host.
      "content-disposition": "attachment",
      "x-content-type-options": "nosniff",
    };
    return new Response(bytes.slice(), { headers });
  });
  router.delete("/files/:file", async (c) => {
    await c.get("inhouse").files.delete(pathId(c, "file"));
    return respond(c, {});
  });
}

/** One file that is refused does not keep the others out. */
async function upload(files: FilesApi, part: File, description: string): Promise<JsonObject> {
  try {
    const file = await files.create({
      filename: part.name,
      content: await part.arrayBuffer(),
      // The SDK names no type; what platforms fill in says nothing.
      ...(part.type !== "" && part.type !== "application/octet-stream" && { mediaType: part.type }),
      ...(description !== "" && { metadata: { description } }),
    });
    return { file_id: toWireId(file.id), name: file.filename };
  } catch (error) {
    if (!InvalidInputError.isInstance(error) || error.code !== "invalid_input") throw error;
    const { code, message } = describeRefusal(describeFault(error), error);
    return { name: part.name, code, message };
  }
}

async function* allFiles(files: FilesApi): AsyncGenerator<StoredFile> {
  let after: string | null = null;
  do {
    const page = await files.list({ limit: 100, ...(after !== null && { after }) });
    yield* page.data;
    after = page.hasMore ? page.lastId : null;
  } while (after !== null);
}
