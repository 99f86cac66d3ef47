import type { JsonValue, ToolDefinition, ToolResources } from "@inhouse/contracts";
import { NotFoundError } from "@inhouse/contracts";
import { fieldPath } from "../input/field-path.ts";
import type { TenantRuntime } from "../runtime/apis.ts";
import type { AssistantDocument, MissingPart } from "./assistant-document.ts";
import { documentFormat, mapLeaves } from "./assistant-document.ts";

/** How tools begin what they have sealed. */
const sealed = /^sealed:/;

/**
 * Makes one JSON document of an assistant and its tools, which `importAssistant` makes an assistant of anywhere. Sealed secrets
 * and files stay behind; the document says which.
 *
 * @param inhouse - the runtime, or that of a tenant
 * @param id - the assistant
 * @returns the document; plain JSON
 * @throws NotFoundError if there is no such assistant
 *
 * @example
 * ```ts
 * await writeFile("assistant.json", JSON.stringify(await exportAssistant(inhouse, assistant.id), null, 2));
 * ```
 */
export async function exportAssistant(
  inhouse: Pick<TenantRuntime, "assistants" | "files">,
  id: string,
): Promise<AssistantDocument> {
  const { id: _id, createdAt: _createdAt, ...assistant } = await inhouse.assistants.retrieve(id);
  const secrets: MissingPart[] = [];
  const withoutSecret = (leaf: JsonValue, path: readonly (string | number)[]): JsonValue => {
    if (typeof leaf !== "string" || !sealed.test(leaf)) return leaf;
    secrets.push({ kind: "secret", at: fieldPath(path) });
    return null;
  };
  const tools = assistant.tools as readonly JsonValue[];
  const open = mapLeaves(tools, withoutSecret, ["tools"]) as unknown as readonly ToolDefinition[];
  const { toolResources, files } = await withoutFiles(inhouse, assistant.toolResources);
  return {
    format: documentFormat,
    assistant: { ...assistant, tools: open, toolResources },
    missing: [...secrets, ...files],
  };
}

async function withoutFiles(
  inhouse: Pick<TenantRuntime, "files">,
  resources: ToolResources,
): Promise<{ readonly toolResources: ToolResources; readonly files: MissingPart[] }> {
  const files: MissingPart[] = [];
  const entries = Object.entries(resources).map(async ([type, resource]) => {
    const { fileIds } = resource;
    if (!Array.isArray(fileIds)) return [type, resource] as const;
    const names = await Promise.all(fileIds.map((id) => nameOf(inhouse, String(id))));
    names.forEach((filename, index) => {
      const at = fieldPath(["toolResources", type, "fileIds", index]);
      files.push({ kind: "file", at, filename });
    });
    return [type, { ...resource, fileIds: fileIds.map(() => null) }] as const;
  });
  return { toolResources: Object.fromEntries(await Promise.all(entries)), files };
}

async function nameOf(inhouse: Pick<TenantRuntime, "files">, id: string): Promise<string | null> {
  try {
    return (await inhouse.files.retrieve(id)).filename;
  } catch (error) {
    if (error instanceof NotFoundError) return null;
    throw error;
  }
}
