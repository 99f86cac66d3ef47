import type { OpenAIProvider } from "@ai-sdk/openai";
import { createOpenAI } from "@ai-sdk/openai";
import { InvalidInputError } from "@inhouse/contracts";
import type { ModelSource } from "@inhouse/core";

/** The variables of the environment that decide which models answer. */
export interface ModelEnvironment {
  /** The key of OpenAI, or of the endpoint. */
  readonly OPENAI_API_KEY?: string | undefined;
  /** The address of another endpoint that speaks OpenAI's API. */
  readonly OPENAI_BASE_URL?: string | undefined;
  /** `chat` or `responses`; absent: `responses` at OpenAI, `chat` elsewhere. */
  readonly INHOUSE_API?: string | undefined;
}

/**
 * @param env - the environment
 * @returns the provider that it names
 * @throws InvalidInputError if the environment names neither a key nor an endpoint
 */
export function providerFromEnvironment(env: ModelEnvironment): OpenAIProvider {
  const { OPENAI_API_KEY: apiKey, OPENAI_BASE_URL: baseURL } = env;
  if (!apiKey && !baseURL) {
    throw new InvalidInputError({
      param: "OPENAI_API_KEY",
      expected: "set (or OPENAI_BASE_URL, or --scripted given for models that need no key)",
      received: "missing",
    });
  }
  return createOpenAI({
    // Endpoints on one's own machine often want no key, but the provider does.
    apiKey: apiKey || "none",
    ...(baseURL ? { baseURL } : {}),
  });
}

/**
 * @param env - the environment
 * @returns every model of the provider, by its id there
 * @throws InvalidInputError if the environment names neither a key nor an endpoint
 */
export function modelsFromEnvironment(env: ModelEnvironment): ModelSource {
  const openai = providerFromEnvironment(env);
  // Most endpoints that are not OpenAI's speak Chat Completions only.
  const api = env.INHOUSE_API || (env.OPENAI_BASE_URL ? "chat" : "responses");
  return (id: string) => (api === "chat" ? openai.chat(id) : openai.responses(id));
}
