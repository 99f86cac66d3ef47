import type { Assistant } from "@inhouse/contracts";
import type { CreateAssistant, UpdateAssistant } from "@inhouse/core";
import { withFiles } from "./file-resources.ts";
import { readIds } from "./read-ids.ts";
import { readMetadata } from "./read-metadata.ts";
import { readTools } from "./read-tools.ts";
import { readSampling } from "./sampling.ts";
import { unchecked } from "./unchecked.ts";
import type { WireFields } from "./wire-fields.ts";
import { renamed } from "./wire-fields.ts";

const sameFields = {
  model: "model",
  name: "name",
  description: "description",
  instructions: "instructions",
  temperature: "temperature",
  top_p: "topP",
};

/**
 * @param fields - what a client sent
 * @param fileTools - the tools that may read its files
 * @returns the assistant to create
 * @throws InvalidInputError if a field is wrong that the library does not see
 */
export function createAssistantInput(
  fields: WireFields,
  fileTools: readonly string[],
): CreateAssistant {
  return unchecked(changesOf(fields, fileTools, null));
}

/**
 * @param fields - what a client sent
 * @param fileTools - the tools that may read its files
 * @param before - the assistant until now
 * @returns what to change of it: what is absent or null stays
 * @throws InvalidInputError if a field is wrong that the library does not see
 */
export function updateAssistantInput(
  fields: WireFields,
  fileTools: readonly string[],
  before: Assistant,
): UpdateAssistant {
  return unchecked(changesOf(fields, fileTools, before));
}

function changesOf(
  fields: WireFields,
  fileTools: readonly string[],
  before: Assistant | null,
): object {
  const fileIds = readIds(fields.file_ids, "file_ids") ?? [];
  return {
    ...renamed(fields, sameFields),
    ...readTools(fields.tools),
    ...readMetadata(fields),
    ...readSampling(fields, before?.providerOptions ?? null),
    // The SDK sends an empty list with every update. Files are taken away one by one, by their own endpoint.
    ...(fileIds.length > 0 && {
      toolResources: withFiles(before?.toolResources ?? {}, fileTools, fileIds),
    }),
  };
}
