import { InvalidInputError } from "@inhouse/contracts";
import type { HttpSettings } from "@inhouse/http";
import type { OpenAIOptions } from "./openai-options.ts";

/** What the options say of this dialect, defaults filled in. */
export interface OpenAIChoices {
  readonly requireBetaHeader: boolean;
  readonly fileSearch: boolean;
  readonly extensions: boolean;
  readonly longPollMs: number;
  readonly pollAfterMs: number;
}

/** All that the routes go by. */
export interface OpenAISettings extends HttpSettings, OpenAIChoices {}

/** @throws InvalidInputError if an option makes no sense */
export function readOpenAIChoices(options: OpenAIOptions): OpenAIChoices {
  const { longPollMs = 20_000, pollAfterMs = 100 } = options;
  for (const [param, value] of Object.entries({ longPollMs, pollAfterMs })) {
    if (Number.isSafeInteger(value) && value >= 0) continue;
    const expected = "a whole number of at least 0";
    throw new InvalidInputError({ param, expected, received: String(value) });
  }
  return {
    requireBetaHeader: options.requireBetaHeader ?? false,
    fileSearch: options.fileSearch ?? false,
    extensions: options.extensions ?? false,
    longPollMs,
    pollAfterMs,
  };
}
