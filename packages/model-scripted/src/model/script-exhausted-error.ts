import { ProviderError } from "./provider-error.ts";

/** The model was called more often than its script has turns. It has status 400, so that nobody tries again. */
export class ScriptExhaustedError extends ProviderError {
  /**
   * @param modelId - the model
   * @param turnCount - how many turns its script has
   * @param lastUserText - what the user of the call in excess said last
   */
  constructor(modelId: string, turnCount: number, lastUserText: string) {
    super({
      message: `The script of '${modelId}' has ${turnCount} turns and all are played; one more call came, after the user said '${lastUserText}'. Add a turn, or script with a function.`,
      statusCode: 400,
      code: "script_exhausted",
    });
    this.name = "ScriptExhaustedError";
  }
}
