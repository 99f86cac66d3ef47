import type { ToolContext } from "@inhouse/contracts";
import type { CodeInterpreter } from "@inhouse/tool-python";

/**
 * Calls the tool as a run does.
 *
 * @param around - the thread's files and the run's other tools; by default there are none
 * @returns what the model would be told
 */
export async function runPython(
  tool: CodeInterpreter,
  threadId: string,
  code: string,
  around: Partial<Pick<ToolContext, "files" | "tools">> = {},
): Promise<string> {
  const context: ToolContext = {
    tenant: "bench",
    threadId,
    runId: "run",
    toolCallId: "call",
    idempotencyKey: "call",
    startedAt: 0,
    signal: new AbortController().signal,
    toolResources: {},
    onOutput: () => {},
    tools: { list: () => [], call: () => Promise.reject(new Error("no tool is expected")) },
    files: {
      list: async () => [],
      read: async () => undefined,
      create: () => Promise.reject(new Error("no file is expected")),
    },
    ...around,
  };
  const call = { name: tool.type, input: { code }, definition: { type: tool.type } };
  const { output, isError } = await tool.execute(call, context);
  if (isError === true) throw new Error(output);
  return output;
}
