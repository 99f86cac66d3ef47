import type { ToolResources } from "@inhouse/contracts";

/**
 * @param resources - what tools may use
 * @returns the ids of all files among it, each once
 */
export function fileIdsOf(resources: ToolResources): string[] {
  const ids = Object.values(resources).flatMap(({ fileIds }) =>
    Array.isArray(fileIds) ? fileIds.filter((id): id is string => typeof id === "string") : [],
  );
  return [...new Set(ids)];
}

/**
 * @param resources - what tools may use until now
 * @param types - the tools that may read the files
 * @param fileIds - the files that they may read from now on
 * @returns the resources with these files, and with no others for these tools
 */
export function withFiles(
  resources: ToolResources,
  types: readonly string[],
  fileIds: readonly string[],
): ToolResources {
  const own = types.map((type) => [type, { ...resources[type], fileIds: [...fileIds] }] as const);
  return { ...resources, ...Object.fromEntries(own) };
}

/**
 * @param resources - what tools may use until now
 * @param fileId - a file
 * @returns the resources without the file, for whichever tool it was
 */
export function withoutFile(resources: ToolResources, fileId: string): ToolResources {
  const entries = Object.entries(resources).map(([type, own]) => {
    if (!Array.isArray(own.fileIds)) return [type, own] as const;
    return [type, { ...own, fileIds: own.fileIds.filter((id) => id !== fileId) }] as const;
  });
  return Object.fromEntries(entries);
}
