import type { JsonObject, ProviderOptions } from "@inhouse/contracts";
import type { ModelCall } from "./model-call.ts";
import { providerFamily } from "./model-name.ts";

/**
 * The options that only one provider understands: our defaults, and over them the caller's. Each default goes only to a
 * provider that is known to have the option, because some servers refuse what they do not know.
 */
export function toProviderOptions(call: ModelCall): ProviderOptions {
  const defaults = defaultOptions(call);
  const own = call.providerOptions ?? {};
  const providers = new Set([...Object.keys(defaults), ...Object.keys(own)]);
  return Object.fromEntries(
    [...providers].map((provider) => [provider, { ...defaults[provider], ...own[provider] }]),
  );
}

function defaultOptions(call: ModelCall): ProviderOptions {
  const oneCallAtATime = !call.parallelToolCalls && call.tools.length > 0;
  switch (dialectOf(call)) {
    case "anthropic":
      return oneCallAtATime ? { anthropic: { disableParallelToolUse: true } } : {};
    case "openai-responses":
      // Nothing of a thread is kept at the provider. Its items come back in full instead of by an id, which is all that
      // works for an answer that broke off, or after a change of the account.
      return { [openaiKey(call)]: { store: false, ...openaiOptions(call, oneCallAtATime) } };
    case "openai-chat":
      return { [openaiKey(call)]: openaiOptions(call, oneCallAtATime) };
    default:
      return {};
  }
}

/** Azure's models read either key, but the first one they find alone. */
function openaiKey(call: ModelCall): string {
  return providerFamily(call.model).startsWith("azure") && call.providerOptions?.azure !== undefined
    ? "azure"
    : "openai";
}

function openaiOptions(call: ModelCall, oneCallAtATime: boolean): JsonObject {
  const { promptCacheKey, responseFormat } = call;
  return {
    ...(oneCallAtATime && { parallelToolCalls: false }),
    ...(promptCacheKey !== undefined && { promptCacheKey }),
    // The API's default is not strict, the AI SDK's is: a schema with an optional field would be refused.
    ...(responseFormat.type === "json_schema" && {
      strictJsonSchema: responseFormat.jsonSchema.strict ?? false,
    }),
  };
}

type Dialect = "openai-responses" | "openai-chat" | "anthropic" | "unknown";

function dialectOf({ model }: ModelCall): Dialect {
  const { provider, modelId } = model;
  const family = providerFamily(model);
  if (provider.includes("anthropic")) return "anthropic";
  if (family === "gateway") {
    if (modelId.startsWith("openai/")) return "openai-responses";
    return modelId.startsWith("anthropic/") ? "anthropic" : "unknown";
  }
  if (provider.endsWith(".responses")) return "openai-responses";
  return family === "openai" || family.startsWith("azure") ? "openai-chat" : "unknown";
}
