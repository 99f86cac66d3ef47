import type { Runtime, TenantRuntime } from "@inhouse/core";
import type { HttpHandler, InProcessFetch } from "@inhouse/http";
import { createHttpHandler, inProcessFetch } from "@inhouse/http";
import { FileLinks } from "../links/file-links.ts";
import type { DashScopeOptions } from "../options/dashscope-options.ts";
import { readDashScopeChoices } from "../options/dashscope-settings.ts";
import { dashScopeDialect, dashScopePath } from "./dashscope-dialect.ts";

/**
 * Makes a `fetch` that answers as DashScope's Assistant API does, without a socket. Its paths begin with `/api/v1`; the host
 * does not matter.
 *
 * @param runtime - the runtime, or one tenant's part of it
 * @param options - limits, tenants and the like; absent: the defaults
 * @returns a function with the shape of `fetch`; it rejects only when its signal aborts
 * @throws InvalidInputError if an option makes no sense
 *
 * @example
 * ```ts
 * const fetch = createDashScopeFetch(inhouse);
 * const response = await fetch("http://local/api/v1/assistants");
 * ```
 */
export function createDashScopeFetch(
  runtime: Runtime | TenantRuntime,
  options: DashScopeOptions = {},
): InProcessFetch {
  return inProcessFetch(createDashScopeHandler(runtime, options));
}

const system = { now: () => Date.now() };

/**
 * Makes a handler that answers as DashScope's Assistant API does, for any server that speaks web-standard requests. On a
 * network, give it `authenticate`.
 *
 * @param runtime - the runtime, or one tenant's part of it
 * @param options - limits, tenants and the like; absent: the defaults
 * @returns a function from a request to its response
 * @throws InvalidInputError if an option makes no sense
 */
export function createDashScopeHandler(
  runtime: Runtime | TenantRuntime,
  options: DashScopeOptions = {},
): HttpHandler {
  // Bodies and frames carry the id, and there it is a UUID.
  const newRequestId = (): string => crypto.randomUUID();
  const { fileTools, publicUrl, linkKey } = readDashScopeChoices(options);
  const { authenticate, basePath = dashScopePath, clock = system } = options;
  const links = new FileLinks({ key: linkKey, publicUrl, basePath, clock });
  return createHttpHandler(runtime, dashScopeDialect({ fileTools }, links), {
    newRequestId,
    ...options,
    ...(authenticate !== undefined && { authenticate: links.authenticator(authenticate) }),
  });
}
