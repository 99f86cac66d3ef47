export type { Capability } from "./capability/capability.ts";
export type { EngineName } from "./engine/engine.ts";
export type { JavaScriptTool } from "./javascript.ts";
export { javascript } from "./javascript.ts";
export type {
  FitSource,
  FunctionCall,
  FunctionResult,
  JavaScriptSandbox,
  SourceCheck,
  UnfitSource,
} from "./javascript-sandbox.ts";
export { javascriptSandbox } from "./javascript-sandbox.ts";
export type { JavaScriptLimits } from "./limits.ts";
export { HostCallError } from "./pool/javascript-run.ts";
export type { SandboxError, SandboxErrorType } from "./result/sandbox-error.ts";
export type { JavaScriptOptions, JavaScriptSandboxOptions } from "./sandbox-options.ts";
export type { AllowedCapabilities, AllowedFetch } from "./user-function/allowed-capabilities.ts";
export type { NetworkOptions } from "./user-function/network-calls.ts";
export type {
  FetchGrant,
  UserFunction,
  UserFunctionCapabilities,
} from "./user-function/user-function.ts";
export type {
  UserFunctionCall,
  UserFunctionsOptions,
  UserFunctionsTool,
} from "./user-functions.ts";
export { userFunctions } from "./user-functions.ts";
