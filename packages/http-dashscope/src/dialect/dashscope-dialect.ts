import type { HttpDialect } from "@inhouse/http";
import { refusalResponse } from "../faults/refusal-response.ts";
import type { DashScopeChoices, DashScopeSettings } from "../options/dashscope-settings.ts";
import { addAssistantFileRoutes } from "../routes/assistant-file-routes.ts";
import { addAssistantRoutes } from "../routes/assistant-routes.ts";
import { addFileRoutes } from "../routes/file-routes.ts";
import { InTurn } from "../routes/in-turn.ts";
import { addMessageRoutes } from "../routes/message-routes.ts";
import { addRunRoutes } from "../routes/run-routes.ts";
import { addStepRoutes } from "../routes/step-routes.ts";
import { addSubmitRoutes } from "../routes/submit-routes.ts";
import { addThreadRoutes } from "../routes/thread-routes.ts";

/**
 * @param choices - what the options say of this dialect
 * @returns the dialect's routes, and the form of its errors
 */
export function dashScopeDialect(choices: DashScopeChoices): HttpDialect {
  return {
    basePath: "/api/v1",
    addRoutes(router, http) {
      const settings: DashScopeSettings = {
        ...http,
        ...choices,
        assistantChanges: new InTurn(),
      };
      addAssistantRoutes(router, settings);
      addAssistantFileRoutes(router, settings);
      // Before the threads: the path `/threads/runs` names no thread.
      addRunRoutes(router, settings);
      addSubmitRoutes(router, settings);
      addStepRoutes(router);
      addThreadRoutes(router, settings);
      addMessageRoutes(router, settings);
      addFileRoutes(router, settings);
    },
    refuse: (fault, error, _request, requestId) => refusalResponse(fault, error, requestId),
  };
}
