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
