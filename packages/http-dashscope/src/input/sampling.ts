import type { JsonValue, ProviderOptions } from "@inhouse/contracts";
import type { WireFields } from "./wire-fields.ts";
import { readInteger } from "./wire-fields.ts";

/** The settings of the model that this API has and the library has not. */
export interface Sampling {
  /** From how many tokens the next one is drawn; null: not said. */
  readonly topK: number | null;
  /** The longest answer in tokens; null: not said. */
  readonly maxTokens: number | null;
}

/**
 * They are kept as options for a provider of this name, under the names that DashScope's own endpoint has for them: a provider
 * that the AI SDK knows as `dashscope` sends them, every other one leaves them alone.
 */
const provider = "dashscope";

/**
 * @param options - the provider options of an assistant or a run
 * @returns what they say of sampling
 */
export function samplingOf(options: ProviderOptions | null): Sampling {
  const { top_k, max_tokens } = options?.[provider] ?? {};
  return { topK: numberOf(top_k), maxTokens: numberOf(max_tokens) };
}

/**
 * @param fields - what a client sent
 * @param before - the options until now
 * @returns the options with what was sent, under that name; nothing if nothing of it was sent
 * @throws InvalidInputError if it is no number that makes sense
 */
export function readSampling(
  fields: WireFields,
  before: ProviderOptions | null,
): { readonly providerOptions?: ProviderOptions } {
  const topK = readInteger(fields.top_k, "top_k", 0);
  const maxTokens = readInteger(fields.max_tokens, "max_tokens", 1);
  if (topK === undefined && maxTokens === undefined) return {};
  const own = {
    ...before?.[provider],
    ...(topK === undefined ? {} : { top_k: topK }),
    ...(maxTokens === undefined ? {} : { max_tokens: maxTokens }),
  };
  return { providerOptions: { ...before, [provider]: own } };
}

function numberOf(value: JsonValue | undefined): number | null {
  return typeof value === "number" ? value : null;
}
