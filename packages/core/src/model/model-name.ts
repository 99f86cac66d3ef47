import type { ModelObject } from "./resolve-model.ts";

/** @returns who wrote an answer, as `provider/modelId`; the same for every API of one provider */
export function modelName(model: ModelObject): string {
  return `${providerFamily(model)}/${model.modelId}`;
}

/** @returns the provider without the name of its API: `openai` for `openai.responses` and `openai.chat` alike */
export function providerFamily(model: ModelObject): string {
  return model.provider.split(".", 1)[0] ?? model.provider;
}
