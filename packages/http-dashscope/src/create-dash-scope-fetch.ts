import { InvalidInputError } from "@inhouse/contracts";
import type { Runtime, TenantRuntime } from "@inhouse/core";
import type { InProcessFetch } from "@inhouse/http";
import { createHttpHandler, inProcessFetch } from "@inhouse/http";
import { dashScopeDialect } from "./dash-scope-dialect.ts";
import type { DashScopeOptions } from "./dash-scope-options.ts";

/**
 * Makes a function that answers requests as the DashScope Assistant API does, from a runtime in this process. It serves every
 * path below `/api/v1`, for DashScope's own SDKs and for whoever speaks their HTTP.
 *
 * @param runtime - the runtime, or one tenant's part of it
 * @param options - how the dialect behaves
 * @returns a function with the shape of `fetch`, for servers and for clients in this process
 * @throws InvalidInputError if an option makes no sense
 *
 * @example
 * ```ts
 * import { serve } from "@hono/node-server";
 *
 * const fetch = createDashScopeFetch(inhouse);
 * serve({ fetch: (request) => fetch(request), hostname: "127.0.0.1", port: 8080 });
 * ```
 */
export function createDashScopeFetch(
  runtime: Runtime | TenantRuntime,
  options: DashScopeOptions = {},
): InProcessFetch {
  const { fileTools = ["code_interpreter"], ...http } = options;
  if (fileTools.length === 0) {
    const expected = "an array of at least one tool type";
    throw new InvalidInputError({ param: "fileTools", expected, received: "an empty array" });
  }
  const newRequestId = (): string => crypto.randomUUID();
  const dialect = dashScopeDialect(fileTools);
  return inProcessFetch(createHttpHandler(runtime, dialect, { newRequestId, ...http }));
}
