import type { Tool, ToolCaller, ToolOutputChunk, ToolResult } from "@inhouse/contracts";

/** How a test calls the tool. */
export interface ToolRunOptions {
  readonly tools?: ToolCaller;
  readonly signal?: AbortSignal;
  readonly onOutput?: (chunk: ToolOutputChunk) => void;
  readonly idempotencyKey?: string;
}

const noTools: ToolCaller = {
  list: () => [],
  call: () => Promise.reject(new Error("a test without tools called one")),
};

/**
 * @param tool - the tool
 * @param code - what the model wrote
 * @param options - what differs from a call without tools
 */
export function runTool(
  tool: Tool,
  code: unknown,
  options: ToolRunOptions = {},
): Promise<ToolResult> {
  const call = {
    name: tool.type,
    input: { code } as never,
    definition: { type: tool.type },
  };
  return tool.execute(call, {
    tenant: "tenant",
    threadId: "thread_1",
    runId: "run_1",
    toolCallId: "call_1",
    idempotencyKey: options.idempotencyKey ?? "run_1:call_1",
    startedAt: 1_700_000_000_000,
    signal: options.signal ?? new AbortController().signal,
    toolResources: {},
    files: {
      list: async () => [],
      read: async () => undefined,
      create: () => Promise.reject(new Error("this tool makes no files")),
    },
    tools: options.tools ?? noTools,
    onOutput: options.onOutput ?? (() => {}),
  });
}
