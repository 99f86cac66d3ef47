import type { DialectRouter, HttpDialect } from "@inhouse/http";
import { OpenAIRefusal } from "../faults/openai-refusal.ts";
import { wireError, wireStatus } from "../faults/wire-error.ts";
import type { OpenAIChoices } from "../options/openai-settings.ts";
import { addAssistantRoutes } from "../routes/assistant-routes.ts";
import { addAttachRoutes } from "../routes/attach-routes.ts";
import { addFileRoutes } from "../routes/file-routes.ts";
import { addMessageRoutes } from "../routes/message-routes.ts";
import { addRunRoutes } from "../routes/run-routes.ts";
import { addStepRoutes } from "../routes/step-routes.ts";
import { addSubmitRoutes } from "../routes/submit-routes.ts";
import { addThreadRoutes } from "../routes/thread-routes.ts";
import { addVectorStoreRoutes } from "../routes/vector-store-routes.ts";

/** @returns the dialect of OpenAI's Assistants API, version 2 */
export function openAIDialect(choices: OpenAIChoices): HttpDialect {
  return {
    basePath: "/v1",
    exposedHeaders: ["openai-poll-after-ms", "x-should-retry"],
    addRoutes(router, settings) {
      const all = { ...settings, ...choices };
      if (choices.requireBetaHeader) requireBetaHeader(router);
      addAssistantRoutes(router, all);
      // A thread of the name `runs` would swallow the runs.
      addRunRoutes(router, all);
      addThreadRoutes(router, all);
      addMessageRoutes(router, all);
      addSubmitRoutes(router, all);
      addAttachRoutes(router, all);
      addStepRoutes(router);
      addFileRoutes(router, all);
      addVectorStoreRoutes(router);
    },
    refuse(fault, error) {
      const status = wireStatus(fault);
      // An SDK repeats what answers 5xx, and what it repeats may have happened.
      const headers = status >= 500 ? { "x-should-retry": "false" } : undefined;
      const body = { error: wireError(fault, error) };
      return Response.json(body, { status, ...(headers !== undefined && { headers }) });
    },
  };
}

function requireBetaHeader(router: DialectRouter): void {
  const check = async (header: string | undefined): Promise<void> => {
    if (header?.split(",").some((one) => one.trim() === "assistants=v2")) return;
    const message =
      "You must provide the 'OpenAI-Beta' header to access the Assistants API. Please try again by setting the header 'OpenAI-Beta: assistants=v2'.";
    throw new OpenAIRefusal({ message, code: "invalid_beta" });
  };
  for (const path of ["/assistants/*", "/threads/*", "/vector_stores/*"]) {
    router.use(path, async (c, next) => {
      await check(c.req.header("openai-beta"));
      await next();
    });
  }
}
