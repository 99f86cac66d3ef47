import type { Runtime, TenantRuntime } from "@inhouse/core";
import type { HttpHandler, InProcessFetch } from "@inhouse/http";
import { createHttpHandler, inProcessFetch } from "@inhouse/http";
import type { OpenAIOptions } from "../options/openai-options.ts";
import { readOpenAIChoices } from "../options/openai-settings.ts";
import { openAIDialect } from "./openai-dialect.ts";

/**
 * Makes a `fetch` that answers as OpenAI's Assistants API did, without a socket:
 *
 * ```ts
 * const openai = new OpenAI({
 *   apiKey: "unused",
 *   baseURL: "inhouse://local/v1",
 *   fetch: createOpenAIFetch(inhouse),
 * });
 * ```
 *
 * @param runtime - the runtime, or one tenant's part of it
 * @param options - limits, tenants and the like; absent: the defaults
 * @returns a function for the option `fetch` of the official SDK; it rejects only when its signal aborts
 * @throws InvalidInputError if an option makes no sense
 */
export function createOpenAIFetch(
  runtime: Runtime | TenantRuntime,
  options: OpenAIOptions = {},
): InProcessFetch {
  return inProcessFetch(createOpenAIHandler(runtime, options));
}

/**
 * Makes a handler that answers as OpenAI's Assistants API did, for any server that speaks web-standard requests. On a
 * network, give it `authenticate`.
 *
 * @param runtime - the runtime, or one tenant's part of it
 * @param options - limits, tenants and the like; absent: the defaults
 * @returns a function from a request to its response
 * @throws InvalidInputError if an option makes no sense
 */
export function createOpenAIHandler(
  runtime: Runtime | TenantRuntime,
  options: OpenAIOptions = {},
): HttpHandler {
  return createHttpHandler(runtime, openAIDialect(readOpenAIChoices(options)), options);
}
