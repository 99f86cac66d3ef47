import type { Runtime } from "@inhouse/core";
import type { HttpHandler, HttpOptions } from "@inhouse/http";
import { createDashScopeFetch } from "@inhouse/http-dashscope";
import { createOpenAIHandler } from "@inhouse/http-openai";
import { createUIFetch } from "@inhouse/http-ui";
import { answeringAssistant } from "./answering-assistant.ts";

/** A dialect, and where a server has it. */
export interface Dialect {
  /** Its name in the list of addresses. */
  readonly name: string;
  /** The path that its routes begin with. */
  readonly path: string;
  /** Makes its handler. */
  readonly create: (runtime: Runtime, options: HttpOptions) => HttpHandler;
}

/** Every dialect. */
export const dialects: readonly Dialect[] = [
  { name: "openai", path: "/v1", create: createOpenAIHandler },
  { name: "dashscope", path: "/api/v1", create: createDashScopeFetch },
  {
    name: "ui",
    path: "/ui",
    create: (runtime, options) =>
      createUIFetch(runtime, { ...options, assistant: answeringAssistant(runtime) }),
  },
];
