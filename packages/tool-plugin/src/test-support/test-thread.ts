import type {
  JsonObject,
  NewToolFile,
  StoredFile,
  Tool,
  ToolContext,
  ToolDefinition,
  ToolResources,
  ToolResult,
} from "@inhouse/contracts";

/** A thread with files in memory, through which tests call a tool. */
export class TestThread {
  readonly tool: Tool;
  /** The files that the tool made. */
  readonly created: NewToolFile[] = [];
  toolResources: ToolResources = {};
  tenant = "tenant";
  readonly #files = new Map<string, NewToolFile>();

  constructor(tool: Tool) {
    this.tool = tool;
  }

  add(filename: string, mediaType: string, content: string): string {
    const id = `file_${this.#files.size + 1}`;
    this.#files.set(id, { filename, mediaType, bytes: new TextEncoder().encode(content) });
    return id;
  }

  call(name: string, input: JsonObject = {}, entry: JsonObject = {}): Promise<ToolResult> {
    return this.tool.execute({ name, input, definition: this.entry(entry) }, this.#context());
  }

  asks(name: string, input: JsonObject = {}): boolean {
    return this.tool.needsApproval?.({ name, input, definition: this.entry() }) === true;
  }

  entry(settings: JsonObject = {}): ToolDefinition {
    return { type: this.tool.type, ...settings };
  }

  #context(): ToolContext {
    return {
      tenant: this.tenant,
      threadId: "thread_1",
      runId: "run_1",
      toolCallId: "call_1",
      idempotencyKey: "run_1:call_1",
      startedAt: 0,
      tools: { list: () => [], call: () => Promise.reject(new Error("There are no other tools")) },
      signal: new AbortController().signal,
      toolResources: this.toolResources,
      onOutput: () => undefined,
      files: {
        list: async () => [...this.#files].map(([id, file]) => stored(id, file)),
        read: async (id) => this.#files.get(id)?.bytes,
        create: async (file) => {
          this.created.push(file);
          return stored(`file_made_${this.created.length}`, file);
        },
      },
    };
  }
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
