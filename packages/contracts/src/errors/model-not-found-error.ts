import { InhouseError } from "./inhouse-error.ts";

/** The runtime's `models` knows no model of this id. */
export class ModelNotFoundError extends InhouseError {
  /** Always `model_not_found`. */
  readonly code = "model_not_found";
  /** The model's id. */
  readonly model: string;

  /**
   * @param model - the model's id
   * @param known - the ids that would do, where the runtime can list them
   * @param options - the cause, where there is one
   */
  constructor(model: string, known?: readonly string[], options?: ErrorOptions) {
    const hint = known === undefined ? "" : ` Known models: ${known.join(", ") || "none"}.`;
    super(
      `The runtime has no model '${model}'. Add it to 'models' of createRuntime.${hint}`,
      options,
    );
    this.model = model;
  }
}
