import type { Tool, ToolContext } from "@inhouse/contracts";

const nothing = (): never => {
  throw new Error("not part of this measure");
};

/**
 * Runs code as the runtime does, without a runtime around it.
 *
 * @param tool - a code interpreter
 * @param code - Python
 * @param threadId - the thread whose session it is
 * @returns what the model is told
 */
export async function pythonCall(tool: Tool, code: string, threadId = "thread"): Promise<string> {
  const context: ToolContext = {
    tenant: "bench",
    threadId,
    runId: "run",
    toolCallId: "call",
    idempotencyKey: "call",
    startedAt: Date.now(),
    signal: new AbortController().signal,
    toolResources: {},
    files: { list: async () => [], read: async () => undefined, create: nothing },
    tools: { list: () => [], call: nothing },
    onOutput: () => {},
  };
  const call = {
    name: "code_interpreter",
    input: { code },
    definition: { type: "code_interpreter" },
  };
  return (await tool.execute(call, context)).output;
}
