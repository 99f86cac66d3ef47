import type { HttpDialect } from "@inhouse/http";
import { refusalResponse } from "../faults/refusal-response.ts";
import type { FileLinks } from "../links/file-links.ts";
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

/** The path that all routes begin with, unless the options say otherwise. */
export const dashScopePath = "/api/v1";

/**
 * @param choices - what the options say of this dialect
 * @param links - the addresses of files
 * @returns the dialect's routes, and the form of its errors
 */
export function dashScopeDialect(
  { fileTools }: Pick<DashScopeChoices, "fileTools">,
  links: FileLinks,
): HttpDialect {
  return {
    basePath: dashScopePath,
    addRoutes(router, http) {
      const settings: DashScopeSettings = {
        ...http,
        fileTools,
        links,
        assistantChanges: new InTurn(),
      };
      addAssistantRoutes(router, settings);
      addAssistantFileRoutes(router, settings);
      // Before the threads: the path `/threads/runs` names no thread.
      addRunRoutes(router, settings);
      addSubmitRoutes(router, settings);
      addStepRoutes(router, settings);
      addThreadRoutes(router, settings);
      addMessageRoutes(router, settings);
      addFileRoutes(router, settings);
    },
    refuse: (fault, error, _request, requestId) => refusalResponse(fault, error, requestId),
  };
}
