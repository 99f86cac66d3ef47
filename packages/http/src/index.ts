export { readForm } from "./body/read-form.ts";
export { readJson } from "./body/read-json.ts";
export { describeFault } from "./faults/describe-fault.ts";
export type { FaultReport } from "./faults/fault-report.ts";
export type { HttpFault, HttpFaultCode, HttpFaultKind } from "./faults/http-fault.ts";
export { HttpRefusal } from "./faults/http-refusal.ts";
export type { HttpHandler } from "./handler/create-http-handler.ts";
export { createHttpHandler } from "./handler/create-http-handler.ts";
export type {
  DialectContext,
  DialectEnv,
  DialectRouter,
  DialectVariables,
  HttpDialect,
} from "./handler/http-dialect.ts";
export type { InProcessFetch } from "./handler/in-process-fetch.ts";
export { inProcessFetch } from "./handler/in-process-fetch.ts";
export type { HttpCors, HttpLimits, HttpOptions } from "./options/http-options.ts";
export type { HttpSettings } from "./options/http-settings.ts";
export { defaultHttpLimits } from "./options/http-settings.ts";
export type { SseFrame, SseFraming } from "./sse/sse-frame.ts";
export { standardFraming, tightFraming } from "./sse/sse-frame.ts";
export type { SseOptions } from "./sse/sse-response.ts";
export { sseResponse } from "./sse/sse-response.ts";
