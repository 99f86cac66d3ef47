import type { FilePurpose, StoredFile } from "@inhouse/contracts";
import type { ListOptions, TenantRuntime } from "@inhouse/core";
import type { DialectRouter } from "@inhouse/http";
import { readForm } from "@inhouse/http";
import { OpenAIRefusal } from "../faults/openai-refusal.ts";
import { listQuery, maxPage } from "../input/list-query.ts";
import type { OpenAISettings } from "../options/openai-settings.ts";
import { fileView } from "../views/file-view.ts";
import { pageView } from "../views/page-view.ts";

const purposes: readonly FilePurpose[] = ["assistants", "vision", "user_data"];
const mostFiles = 10_000;

/** Adds the routes of files. */
export function addFileRoutes(router: DialectRouter, settings: OpenAISettings): void {
  router.post("/files", async (c) => {
    const form = await readForm(c.req.raw, settings.limits);
    const file = form.get("file");
    if (!(file instanceof File)) throw missing("file");
    const purpose = readPurpose(form.get("purpose"));
    const unknown = [...form.keys()].find((name) => name !== "file" && name !== "purpose");
    if (unknown !== undefined) {
      const param = unknown.slice(0, 64);
      const message = `Unknown parameter: '${param}'.`;
      throw new OpenAIRefusal({ message, param, code: "unknown_parameter" });
    }
    const content = await file.arrayBuffer();
    // Clients that do not know the type say this, which is what the runtime then finds out from the name.
    const known = file.type !== "" && file.type !== "application/octet-stream";
    const mediaType = known ? { mediaType: file.type } : {};
    const filename = file.name === "" ? "file" : file.name;
    const stored = { filename, content, purpose, ...mediaType };
    return c.json(fileView(await c.get("inhouse").files.create(stored)));
  });
  router.get("/files", async (c) => {
    const { limit = mostFiles, ...query } = listQuery(c, mostFiles);
    const purpose = c.req.query("purpose");
    return c.json(pageView(await listFiles(c.get("inhouse"), query, limit, purpose), fileView));
  });
  router.get("/files/:file", async (c) =>
    c.json(fileView(await c.get("inhouse").files.retrieve(c.req.param("file")))),
  );
  router.get("/files/:file/content", async (c) => {
    const { files } = c.get("inhouse");
    const id = c.req.param("file");
    const { mediaType, filename } = await files.retrieve(id);
    const bytes = await files.content(id);
    return c.body(new Uint8Array(bytes), 200, {
      "content-type": mediaType,
      // What a model or a stranger wrote is no page of this site.
      "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(filename)}`,
      "x-content-type-options": "nosniff",
    });
  });
  router.delete("/files/:file", async (c) => {
    const id = c.req.param("file");
    await c.get("inhouse").files.delete(id);
    return c.json({ id, object: "file", deleted: true });
  });
}

function readPurpose(value: ReturnType<FormData["get"]>): FilePurpose {
  if (value === null) throw missing("purpose");
  const purpose = purposes.find((one) => one === value);
  if (purpose !== undefined) return purpose;
  const shown = typeof value === "string" ? value.slice(0, 64) : "a file";
  const supported = purposes.map((one) => `'${one}'`).join(", ");
  const message = `Invalid value: '${shown}'. Supported values are: ${supported}.`;
  throw new OpenAIRefusal({ message, param: "purpose", code: "invalid_value" });
}

function missing(param: string): OpenAIRefusal {
  const message = `Missing required parameter: '${param}'.`;
  return new OpenAIRefusal({ message, param, code: "missing_required_parameter" });
}

/** Pages here may be larger than those of the runtime, and of one purpose. */
async function listFiles(
  inhouse: TenantRuntime,
  query: ListOptions,
  limit: number,
  purpose: string | undefined,
): Promise<Parameters<typeof pageView<StoredFile>>[0]> {
  const data: StoredFile[] = [];
  // A page before a cursor ends at it, and its pages come the other way round: one of the runtime's is enough.
  const once = query.before !== undefined && query.after === undefined;
  let { after } = query;
  let hasMore = true;
  while (hasMore && data.length <= limit) {
    const size = once ? Math.min(limit, maxPage) : maxPage;
    const next = { ...query, limit: size, ...(after !== undefined && { after }) };
    const page = await inhouse.files.list(next);
    data.push(...page.data.filter((file) => purpose === undefined || file.purpose === purpose));
    after = page.lastId ?? undefined;
    hasMore = page.hasMore;
    if (once) break;
  }
  const shown = data.slice(0, limit);
  const isCut = data.length > limit || hasMore;
  const [firstId, lastId] = [shown[0]?.id ?? null, shown.at(-1)?.id ?? null];
  return { data: shown, firstId, lastId, hasMore: isCut };
}
