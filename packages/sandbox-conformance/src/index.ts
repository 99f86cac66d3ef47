export type {
  Attempt,
  AttemptStep,
  ControlName,
  EscapeKind,
  HostFacts,
  KnownLoss,
} from "./attempts/attempt.ts";
export { escapeAttempts } from "./attempts/attempts.ts";
export { resourceAttempts } from "./attempts/resource-attempts.ts";
export type { ControlOutcome } from "./controls/run-control.ts";
export { runControl } from "./controls/run-control.ts";
export type { Program } from "./programs/program.ts";
export { programs } from "./programs/programs.ts";
export type { Verdict } from "./runner/judge.ts";
export type { AttemptOutcome, AttemptSettings } from "./runner/run-attempt.ts";
export { runAttempt } from "./runner/run-attempt.ts";
export type { AttemptsSettings } from "./runner/run-attempts.ts";
export { runAttempts } from "./runner/run-attempts.ts";
export type { ProgramOutcome } from "./runner/run-programs.ts";
export { runPrograms } from "./runner/run-programs.ts";
export type { SoakOutcome } from "./runner/run-soak.ts";
export { runSoak } from "./runner/run-soak.ts";
export type {
  OpenSandbox,
  SandboxFile,
  SandboxLanguage,
  SandboxRun,
  SandboxTarget,
} from "./target/sandbox-target.ts";
export type { ToolSandboxOptions } from "./target/tool-sandbox.ts";
export { toolSandbox } from "./target/tool-sandbox.ts";
