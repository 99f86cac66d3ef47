import type {
  NewToolFile,
  StoredFile,
  Tool,
  ToolCaller,
  ToolContext,
  ToolOutputChunk,
  ToolResult,
} from "@inhouse/contracts";
import { ToolCallError } from "@inhouse/contracts";

/** A thread with files in memory, through which tests call the tool. */
export class TestThread {
  readonly tool: Tool;
  readonly threadId: string;
  readonly tenant: string;
  /** What the tool sees of the thread's files. */
  readonly files: StoredFile[] = [];
  /** The files that the tool made, by id. */
  readonly created = new Map<string, NewToolFile>();
  readonly chunks: ToolOutputChunk[] = [];
  onOutput: (chunk: ToolOutputChunk) => void = () => {};
  /** The other tools of the run. */
  tools: ToolCaller = {
    list: () => [],
    call: async (name) => {
      throw new ToolCallError(name, "unknown_tool", `There is no tool '${name}'.`);
    },
  };
  readonly #contents = new Map<string, Uint8Array>();
  #count = 0;

  constructor(tool: Tool, threadId: string, tenant = "tenant") {
    this.tool = tool;
    this.threadId = threadId;
    this.tenant = tenant;
  }

  add(filename: string, content: string, bytes?: number): StoredFile {
    const content8 = new TextEncoder().encode(content);
    const file = this.#store(filename, "text/csv", bytes ?? content8.length, null);
    this.files.push(file);
    this.#contents.set(file.id, content8);
    return file;
  }

  run(code: string, signal: AbortSignal = new AbortController().signal): Promise<ToolResult> {
    const call = {
      name: "code_interpreter",
      input: { code },
      definition: { type: "code_interpreter" },
    };
    return this.tool.execute(call, this.#context(signal));
  }

  #context(signal: AbortSignal): ToolContext {
    return {
      tenant: this.tenant,
      threadId: this.threadId,
      runId: "run_1",
      toolCallId: "call_1",
      idempotencyKey: "call_1",
      startedAt: 1,
      tools: this.tools,
      signal,
      toolResources: {},
      onOutput: (chunk) => {
        this.chunks.push(chunk);
        this.onOutput(chunk);
      },
      files: {
        list: async () => [...this.files],
        read: async (id) => this.#contents.get(id),
        create: async (made) => {
          const file = this.#store(made.filename, made.mediaType, made.bytes.length, this.threadId);
          this.created.set(file.id, made);
          return file;
        },
      },
    };
  }

  #store(filename: string, mediaType: string, bytes: number, threadId: string | null): StoredFile {
    this.#count += 1;
    return {
      id: `file_${this.#count}`,
      createdAt: this.#count,
      filename,
      bytes,
      mediaType,
      purpose: threadId === null ? "assistants" : "assistants_output",
      threadId,
      metadata: {},
    };
  }
}
