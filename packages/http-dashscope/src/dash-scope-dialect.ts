import type { HttpDialect } from "@inhouse/http";
import { refusalResponse } from "./refusals/refusal-response.ts";
import { addAssistantFileRoutes } from "./routes/assistant-file-routes.ts";
import { addAssistantRoutes } from "./routes/assistant-routes.ts";
import type { DialectSettings } from "./routes/dialect-settings.ts";
import { addFileRoutes } from "./routes/file-routes.ts";
import { addMessageRoutes } from "./routes/message-routes.ts";
import { addRunRoutes } from "./routes/run-routes.ts";
import { addStepRoutes } from "./routes/step-routes.ts";
import { addThreadRoutes } from "./routes/thread-routes.ts";

/**
 * @param fileTools - the types of the tools that may read `file_ids`
 * @returns the dialect's routes, and the form of its errors
 */
export function dashScopeDialect(fileTools: readonly string[]): HttpDialect {
  return {
    basePath: "/api/v1",
    addRoutes(router, http) {
      const settings: DialectSettings = { ...http, fileTools };
      addAssistantRoutes(router, settings);
      addAssistantFileRoutes(router, settings);
      // Before the threads: the path `/threads/runs` names no thread.
      addRunRoutes(router, settings);
      addStepRoutes(router);
      addThreadRoutes(router, settings);
      addMessageRoutes(router, settings);
      addFileRoutes(router, settings);
    },
    refuse: (fault, error, _request, requestId) => refusalResponse(fault, error, requestId),
  };
}
