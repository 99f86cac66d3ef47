import type { Assistant } from "@inhouse/contracts";
import { parseInput } from "../input/parse-input.ts";
import { checkResourceFiles } from "../input/resource-files.ts";
import type { Scope } from "../scope/scope.ts";
import { changed } from "../storage/tenant-storage.ts";
import type { UpdateAssistant } from "./assistant-input.ts";
import { updateAssistantSchema } from "./assistant-input.ts";

/**
 * Changes an assistant. Runs that were created before keep what they were created with.
 *
 * @param scope - whose assistant
 * @param id - the assistant
 * @param input - what to change
 * @throws NotFoundError if there is none
 * @throws InvalidInputError if a field is wrong, or a tool unknown
 * @throws ModelNotFoundError if the model is unknown
 */
export async function updateAssistant(
  scope: Scope,
  id: string,
  input: UpdateAssistant,
): Promise<Assistant> {
  const changes = parseInput(updateAssistantSchema, input);
  const { storage } = scope;
  return storage.transact(async () => {
    const record = await storage.read("assistant", id);
    if (changes.model !== undefined) await scope.models.resolve(changes.model);
    if (changes.tools !== undefined) scope.tools.bind(changes.tools);
    await checkResourceFiles(scope, changes.toolResources, record.value.toolResources);
    const tools = changes.tools && (await scope.tools.seal(changes.tools, scope.tenant));
    const value: Assistant = { ...record.value, ...changes, ...(tools && { tools }) };
    await storage.commit([{ type: "update", record: changed(record, { value }) }]);
    return value;
  });
}
