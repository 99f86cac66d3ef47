import { InvalidInputError } from "@inhouse/contracts";
import type { Runtime } from "@inhouse/core";
import type { UIFetchOptions } from "@inhouse/http-ui";

/** The header by which a chat says which assistant answers. */
const assistantHeader = "x-assistant-id";

/**
 * Finds who answers a chat: the assistant that the header `x-assistant-id` names, or else the newest of the tenant.
 *
 * @param runtime - where assistants are
 * @returns the option `assistant` of the UI dialect
 */
export function answeringAssistant(runtime: Runtime): Exclude<UIFetchOptions["assistant"], string> {
  return async ({ request, tenant }) => {
    const named = request.headers.get(assistantHeader);
    if (named !== null) return named;
    const [newest] = (await runtime.forTenant(tenant).assistants.list({ limit: 1 })).data;
    if (newest !== undefined) return newest.id;
    throw new InvalidInputError({
      param: assistantHeader,
      expected: "a header with the id of an assistant, or there must be an assistant",
      received: "missing",
    });
  };
}
