import type { JsonValue, NewToolFile, ToolFiles, ToolResources } from "@inhouse/contracts";
import * as v from "valibot";
import { filename, mediaType } from "../file/file-schemas.ts";
import { readFileBytes, storeFile } from "../file/store-file.ts";
import { fields } from "../input/fields.ts";
import { parseInput } from "../input/parse-input.ts";
import type { Schema } from "../input/schema.ts";
import type { Scope } from "../scope/scope.ts";

/** Of which run the files are. */
export interface ToolFilesOptions {
  readonly threadId: string;
  /** The tool's type, which attachments and resources name. */
  readonly toolType: string;
  readonly toolResources: ToolResources;
  /** The files that the thread's messages show. */
  readonly messageFileIds: readonly string[];
}

/** How many of the files that tools made on a thread are listed: the newest. */
const listedFiles = 1_000;

/** The files that a tool may use: those of its thread and of its assistant, and no others. */
export function createToolFiles(scope: Scope, options: ToolFilesOptions): ToolFiles {
  const { threadId, toolType } = options;
  const ids = new Set(resourceFileIds(options.toolResources, toolType));
  for (const id of options.messageFileIds) ids.add(id);
  return {
    async list() {
      const named = await Promise.all([...ids].map((id) => scope.storage.find("file", id)));
      const made = await scope.storage.list("file", {
        parent: "",
        key: { name: "threadId", value: threadId },
        order: "desc",
        limit: listedFiles,
      });
      const found = [...named, ...made].flatMap((record) => record ?? []);
      return [...new Map(found.map((record) => [record.id, record])).values()]
        .sort((a, b) => a.sequence - b.sequence)
        .map((record) => record.value);
    },
    async read(fileId) {
      const record = typeof fileId === "string" && (await scope.storage.find("file", fileId));
      if (!record || !(ids.has(fileId) || record.value.threadId === threadId)) return undefined;
      return readFileBytes(scope, fileId);
    },
    async create(file) {
      const parsed = parseInput(newToolFile, file);
      const purpose = "assistants_output";
      return storeFile(scope, { ...parsed, purpose, threadId, metadata: {} });
    },
  };
}

const newToolFile: Schema<NewToolFile> = fields({
  filename,
  mediaType,
  bytes: v.custom<Uint8Array>(
    (value) => Object.prototype.toString.call(value) === "[object Uint8Array]",
    "a Uint8Array",
  ),
});

function resourceFileIds(resources: ToolResources, toolType: string): readonly string[] {
  const fileIds: JsonValue | undefined = resources[toolType]?.fileIds;
  if (!Array.isArray(fileIds)) return [];
  return fileIds.filter((id): id is string => typeof id === "string");
}
