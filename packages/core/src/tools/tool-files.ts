import type { JsonValue, StoredFile, ToolFiles, ToolResources } from "@inhouse/contracts";
import { readFileBytes, storeFile } from "../file/store-file.ts";
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
  const list = async (): Promise<readonly StoredFile[]> => {
    const ids = new Set(resourceFileIds(options.toolResources, options.toolType));
    for (const id of options.messageFileIds) ids.add(id);
    const named = await Promise.all([...ids].map((id) => scope.storage.find("file", id)));
    const made = await scope.storage.list("file", {
      parent: "",
      key: { name: "threadId", value: options.threadId },
      order: "desc",
      limit: listedFiles,
    });
    const records = new Map(
      [...named, ...made].flatMap((record) => (record === undefined ? [] : [[record.id, record]])),
    );
    return [...records.values()]
      .sort((a, b) => a.sequence - b.sequence)
      .map((record) => record.value);
  };
  return {
    list,
    async read(fileId) {
      const allowed = (await list()).some((file) => file.id === fileId);
      return allowed ? readFileBytes(scope, fileId) : undefined;
    },
    create: (file) =>
      storeFile(scope, {
        filename: file.filename,
        bytes: file.bytes,
        mediaType: file.mediaType,
        purpose: "assistants_output",
        threadId: options.threadId,
        metadata: {},
      }),
  };
}

function resourceFileIds(resources: ToolResources, toolType: string): readonly string[] {
  const fileIds: JsonValue | undefined = resources[toolType]?.fileIds;
  if (!Array.isArray(fileIds)) return [];
  return fileIds.filter((id): id is string => typeof id === "string");
}
