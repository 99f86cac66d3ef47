export type { PluginAuth } from "./auth/plugin-auth.ts";
export { httpPlugin } from "./http-plugin.ts";
export { openApiPlugin } from "./open-api-plugin.ts";
export type {
  HttpOperation,
  HttpParameter,
  HttpPluginOptions,
  OpenApiPluginOptions,
  PluginCall,
  PluginOptions,
  TokenRequest,
} from "./plugin-options.ts";
export type { Plugin } from "./plugin-tool.ts";
