import type { ToolResources } from "@inhouse/contracts";
import { InvalidInputError } from "@inhouse/contracts";
import type { Scope } from "../scope/scope.ts";
import { describe } from "./describe.ts";
import { fieldPath } from "./field-path.ts";

const maxFiles = 1_000;

/**
 * Refuses resources that name files which do not exist. A file that was named before may be gone by now: whoever adds one
 * to the others need not know of it.
 *
 * @param scope - whose files
 * @param resources - what tools may use; absent: nothing new
 * @param before - what they could use until now; absent: nothing
 * @param at - the field of the call's input that holds the resources; absent: the input itself
 * @throws InvalidInputError naming the first file that is wrong
 */
export async function checkResourceFiles(
  scope: Scope,
  resources: ToolResources | undefined,
  before: ToolResources = {},
  at = "",
): Promise<void> {
  for (const [type, { fileIds }] of Object.entries(resources ?? {})) {
    if (fileIds === undefined) continue;
    const path = [...(at === "" ? [] : [at]), "toolResources", type, "fileIds"];
    if (!Array.isArray(fileIds) || fileIds.length > maxFiles) {
      refuse(path, `an array of at most ${maxFiles} file ids`, fileIds);
    }
    const known = before[type]?.fileIds;
    for (const [index, id] of fileIds.entries()) {
      if (Array.isArray(known) && known.includes(id)) continue;
      const exists = typeof id === "string" && (await scope.storage.find("file", id)) !== undefined;
      if (!exists) refuse([...path, index], "the id of a file", id);
    }
  }
}

function refuse(path: readonly (string | number)[], expected: string, value: unknown): never {
  throw new InvalidInputError({ param: fieldPath(path), expected, received: describe(value) });
}
