import type { Assistant } from "@inhouse/contracts";
import { parseInput } from "../input/parse-input.ts";
import { checkResourceFiles } from "../input/resource-files.ts";
import type { Scope } from "../scope/scope.ts";
import type { CreateAssistant } from "./assistant-input.ts";
import { createAssistantSchema } from "./assistant-input.ts";

/**
 * @param scope - whose assistant
 * @param input - what it is to be
 * @throws InvalidInputError if a field is wrong, or a tool unknown
 * @throws ModelNotFoundError if the model is unknown
 */
export async function createAssistant(scope: Scope, input: CreateAssistant): Promise<Assistant> {
  const parsed = parseInput(createAssistantSchema, input);
  await scope.models.resolve(parsed.model);
  scope.tools.bind(parsed.tools ?? []);
  await checkResourceFiles(scope, parsed.toolResources);
  const assistant: Assistant = {
    id: scope.newId("assistant"),
    createdAt: scope.clock.now(),
    name: parsed.name ?? null,
    description: parsed.description ?? null,
    model: parsed.model,
    instructions: parsed.instructions ?? null,
    tools: await scope.tools.seal(parsed.tools ?? [], scope.tenant),
    toolResources: parsed.toolResources ?? {},
    metadata: parsed.metadata ?? {},
    temperature: parsed.temperature ?? null,
    topP: parsed.topP ?? null,
    responseFormat: parsed.responseFormat ?? { type: "text" },
    reasoningEffort: parsed.reasoningEffort ?? null,
    providerOptions: parsed.providerOptions ?? null,
  };
  await scope.storage.commit([
    scope.storage.insert("assistant", {
      id: assistant.id,
      partition: "",
      parent: "",
      sequence: scope.nextSequence(),
      value: assistant,
    }),
  ]);
  return assistant;
}
