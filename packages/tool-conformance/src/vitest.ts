export { describeTool } from "./describe-tool.ts";
export type { ToolEffects, ToolExample, ToolMemory, ToolSuite } from "./tool-suite.ts";
