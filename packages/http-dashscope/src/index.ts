export { createDashScopeFetch } from "./create-dash-scope-fetch.ts";
export type { DashScopeOptions } from "./dash-scope-options.ts";
