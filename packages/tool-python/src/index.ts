export type { CodeInterpreter } from "./code-interpreter.ts";
export { codeInterpreter } from "./code-interpreter.ts";
export type { CodeInterpreterMode, CodeInterpreterOptions } from "./code-interpreter-options.ts";
export type { CodeInterpreterLimits } from "./limits.ts";
export type { PackagesOptions } from "./packages/package-source.ts";
export type { ProcessModeOptions } from "./process-mode-options.ts";
export type {
  RemoteError,
  RemoteFile,
  RemoteResult,
  RemoteRun,
  RemoteSandbox,
  RemoteSession,
  RemoteThread,
} from "./remote/remote-sandbox.ts";
