import type {
  JsonObject,
  JsonValue,
  NewToolFile,
  StoredFile,
  Tool,
  ToolCaller,
  ToolDefinition,
  ToolResult,
} from "@inhouse/contracts";

const noTools: ToolCaller = {
  list: () => [],
  call: () => Promise.reject(new Error("There are no other tools")),
};

/** A thread with files in memory, on which tests call stored functions. */
export class FunctionThread {
  readonly files = new Map<string, NewToolFile>();
  tools: ToolCaller = noTools;
  readonly #tool: Tool;
  readonly #threadId: string;
  readonly #tenant: string;

  constructor(tool: Tool, threadId = "thread_1", tenant = "tenant") {
    this.#tool = tool;
    this.#threadId = threadId;
    this.#tenant = tenant;
  }

  /**
   * @param source - the function, without `export default`
   * @param capabilities - what it asks for
   * @param input - its input
   */
  call(source: string, capabilities?: JsonObject, input: JsonValue = {}): Promise<ToolResult> {
    const definition = entry({
      source: `export default ${source}`,
      ...(capabilities && { capabilities }),
    });
    return this.#tool.execute(
      { name: "work", input, definition },
      {
        tenant: this.#tenant,
        threadId: this.#threadId,
        runId: "run_1",
        toolCallId: "call_1",
        idempotencyKey: "run_1:call_1",
        startedAt: 1_700_000_000_000,
        signal: new AbortController().signal,
        toolResources: {},
        tools: this.tools,
        onOutput: () => {},
        files: {
          list: async () => [...this.files].map(([id, file]) => stored(id, file)),
          read: async (id) => this.files.get(id)?.bytes,
          create: async (file) => {
            const id = `file_${this.files.size + 1}`;
            this.files.set(id, file);
            return stored(id, file);
          },
        },
      },
    );
  }
}

/** @returns an entry that is right but for what is given */
export function entry(more: JsonObject = {}): ToolDefinition {
  return {
    type: "javascript_function",
    name: "work",
    description: "Works",
    parameters: { type: "object" },
    source: "export default () => 1",
    ...more,
  };
}

function stored(id: string, { filename, mediaType, bytes }: NewToolFile): StoredFile {
  return {
    id,
    createdAt: 0,
    filename,
    bytes: bytes.length,
    mediaType,
    purpose: "assistants_output",
    threadId: "thread_1",
    metadata: {},
  };
}
