export type { CodeInterpreter } from "./code-interpreter.ts";
export { codeInterpreter } from "./code-interpreter.ts";
export type { CodeInterpreterOptions } from "./code-interpreter-options.ts";
export type { CodeInterpreterLimits } from "./limits.ts";
export type { PackagesOptions } from "./packages/package-source.ts";
