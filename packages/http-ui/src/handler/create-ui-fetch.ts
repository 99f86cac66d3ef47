import { InvalidInputError } from "@inhouse/contracts";
import type { Runtime, TenantRuntime } from "@inhouse/core";
import type { HttpHandler } from "@inhouse/http";
import { createHttpHandler } from "@inhouse/http";
import { uiDialect } from "./ui-dialect.ts";
import type { UIFetchOptions } from "./ui-options.ts";

/**
 * Answers the requests of `useChat` of the AI SDK: each chat is a thread, each answer a run. Mount it in any server that speaks
 * web-standard requests, or give it to the `fetch` option of `DefaultChatTransport`.
 *
 * | request | |
 * |---|---|
 * | `POST /chat` | sends a message, outputs of tools or approvals; answers with a UI message stream |
 * | `GET /chat/{id}/stream` | resumes; 204 where nothing is going on |
 * | `POST`, `DELETE /chat/{id}/stop` | stops the answer: `stop()` of a client alone only stops listening |
 * | `GET /chat/{id}/messages` | loads the chat, `?limit=` and `?before=` a page of it |
 * | `GET /files/{id}` | the content of a file |
 *
 * @param runtime - the runtime, or one tenant's part of it
 * @param options - who answers, and how
 * @returns the function; it rejects only if a request is aborted
 * @throws InvalidInputError if an option makes no sense
 */
export function createUIFetch(
  runtime: Runtime | TenantRuntime,
  options: UIFetchOptions,
): HttpHandler {
  const { assistant, replayMs = 30_000 } = options;
  if (assistant === "" || !["string", "function"].includes(typeof assistant)) {
    const expected = "the id of an assistant, or a function that says one";
    throw new InvalidInputError({ param: "assistant", expected, received: typeof assistant });
  }
  if (!Number.isSafeInteger(replayMs) || replayMs < 0) {
    const expected = "a whole number of at least 0";
    throw new InvalidInputError({ param: "replayMs", expected, received: String(replayMs) });
  }
  return createHttpHandler(runtime, uiDialect(options), options);
}
