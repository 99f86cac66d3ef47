import { ProviderError } from "./provider-error.ts";

/** The prompt breaks the rules of providers. Like a provider's refusal, it has status 400 and is not worth a retry. */
export class InvalidPromptError extends ProviderError {
  /** All that is wrong with it, as {@link checkPrompt} says it. */
  readonly problems: readonly string[];

  /**
   * @param problems - all that is wrong with it
   * @param callIndex - how many calls the model had before this one
   */
  constructor(problems: readonly string[], callIndex: number) {
    super({
      message: `The prompt of call ${callIndex + 1} is invalid: ${problems.join("; ")}.`,
      statusCode: 400,
      code: "invalid_prompt",
    });
    this.name = "InvalidPromptError";
    this.problems = problems;
  }
}
