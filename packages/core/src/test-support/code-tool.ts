import type {
  Run,
  RunStep,
  Tool,
  ToolCall,
  ToolCaller,
  ToolContext,
  ToolResult,
} from "@inhouse/contracts";
import { ToolCallError } from "@inhouse/contracts";
import type { TurnRequest } from "@inhouse/model-scripted";
import { toolCall } from "@inhouse/model-scripted";
import { expectSound } from "@inhouse/testing";
import { functionTool } from "../tools/function-tool.ts";
import type { Engine } from "./engine.ts";
import { anyTool, startEngine } from "./engine.ts";

export type Code = (tools: ToolCaller, context: ToolContext) => Promise<string>;

/** A tool that runs what a test wrote, as a sandbox runs what a model wrote. */
export function codeTool(code: Code, more: Partial<Tool> = {}): Tool {
  const run = functionTool({
    name: "code",
    description: "Runs code.",
    execute: (_, context) => code(context.tools, context),
    callsTools: { maxCalls: 5 },
  });
  return { ...run, ...more };
}

/** Runs the code, then tells what came out of it. */
export function codeScript({ toolResults }: TurnRequest) {
  const [result] = toolResults;
  return result === undefined ? toolCall("code", {}) : `It said ${result.text}.`;
}

/** @returns what the last message of the thread says */
export async function lastText({ inhouse }: Engine, threadId: string): Promise<string> {
  const [last] = (await inhouse.messages.list(threadId)).data;
  const [part] = last?.content ?? [];
  return part?.type === "text" ? part.text : "";
}

/** @returns the calls of the run's first step */
export async function callsOfRun({ inhouse }: Engine, runId: string): Promise<readonly ToolCall[]> {
  const steps = await inhouse.runs.steps.list(runId, { order: "asc" });
  return callsOfStep(steps.data[0]);
}

function callsOfStep(step: RunStep | undefined): readonly ToolCall[] {
  return step?.stepDetails.type === "tool_calls" ? step.stepDetails.toolCalls : [];
}

/** Tells the weather of a city. */
export const weather = anyTool("weather", (input) => ({ sunny: true, ...(input as object) }), {
  parameters: {
    type: "object",
    properties: { city: { type: "string" } },
    required: ["city"],
  },
});

/** A run in which code ran. */
export interface Ran extends Engine {
  readonly run: Run;
  /** What the model heard of the code. */
  readonly said: string;
}

export async function runCode(
  code: Code,
  tools: readonly Tool[] = [weather],
  more: Partial<Tool> = {},
): Promise<Ran> {
  const engine = startEngine(codeScript, { tools: [codeTool(code, more), ...tools] });
  const { id, threadId } = await engine.start();
  await engine.clock.until(engine.inhouse.runs.wait(id));
  const run = await expectSound(engine.inhouse, id);
  return { ...engine, run, said: await lastText(engine, threadId) };
}

/** @returns why a call was refused, or what it gave */
export async function attempt(call: Promise<ToolResult>): Promise<string> {
  try {
    return (await call).output;
  } catch (error) {
    return error instanceof ToolCallError ? error.reason : String(error);
  }
}
