import { ModelCallError } from "./model-call-error.ts";

/** Our own signal stopped the call. */
export function abortedCall(model: string, cause?: unknown): ModelCallError {
  return new ModelCallError(
    `The call of the model ${model} was stopped.`,
    { failure: "aborted", retryable: false, retryAfterMs: null },
    { cause },
  );
}

/** The stream ended, and nothing said that the answer was whole. */
export function interruptedCall(model: string): ModelCallError {
  return new ModelCallError(`The answer of the model ${model} broke off before its end.`, {
    failure: "server",
    retryable: true,
    retryAfterMs: null,
  });
}

/** The model called a tool although it was told not to, or none although it was told to. */
export function disobedientCall(model: string): ModelCallError {
  return new ModelCallError(`The model ${model} did not do as the tool choice says.`, {
    failure: "server",
    retryable: true,
    retryAfterMs: null,
  });
}

/** The request could not be made as asked; the provider was not called. */
export function impossibleCall(message: string): ModelCallError {
  return new ModelCallError(message, {
    failure: "invalid_prompt",
    retryable: false,
    retryAfterMs: null,
  });
}
