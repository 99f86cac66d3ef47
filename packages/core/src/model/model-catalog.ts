import { modelName } from "./model-name.ts";
import type { ModelObject, ModelSource } from "./resolve-model.ts";
import { resolveModel } from "./resolve-model.ts";

/** A model with the name that its answers are stored under. */
export interface NamedModel {
  readonly model: ModelObject;
  /** As `provider/model`. */
  readonly name: string;
}

/** The models of a runtime. */
export class ModelCatalog {
  readonly #source: ModelSource;

  constructor(source: ModelSource) {
    this.#source = source;
  }

  /** @throws ModelNotFoundError if there is no model of this id */
  async resolve(id: string): Promise<NamedModel> {
    const model = await resolveModel(this.#source, id);
    return { model, name: modelName(model) };
  }
}
