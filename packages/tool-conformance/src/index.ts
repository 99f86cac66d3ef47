export type { MemoryFiles } from "./harness/memory-files.ts";
export type { OpenHandles } from "./harness/open-handles.ts";
export type { ToolAnswer } from "./harness/tool-answer.ts";
export type { CallOptions, ToolThread } from "./harness/tool-thread.ts";
export { ToolTrial } from "./harness/tool-trial.ts";
export { runToolCase } from "./run-tool-case.ts";
export type { ToolCase, ToolExampleName } from "./tool-case.ts";
export { toolCases } from "./tool-cases.ts";
export type { ToolEffects, ToolExample, ToolMemory, ToolSuite } from "./tool-suite.ts";
