export { createDashScopeFetch, createDashScopeHandler } from "./dialect/create-dashscope-fetch.ts";
export type { DashScopeOptions } from "./options/dashscope-options.ts";
