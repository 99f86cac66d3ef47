import type { NewToolFile, StoredFile, Tool, ToolContext, ToolFunction } from "@inhouse/contracts";
import type { SandboxFile, SandboxLanguage, SandboxTarget } from "./sandbox-target.ts";

/** What the suite must know of a tool that runs code. */
export interface ToolSandboxOptions {
  readonly language: SandboxLanguage;
  /** The type by which assistants list the tool; absent: the tool's own. */
  readonly definitionType?: string;
}

/**
 * Puts a tool that runs code to the suite, as a model would call it.
 *
 * @param tool - a tool whose first function takes `{ code }`
 * @param options - what it runs
 * @returns the sandbox; closing it closes the tool
 *
 * @example
 * ```ts
 * import { toolSandbox } from "@inhouse/sandbox-conformance";
 * import { codeInterpreter } from "@inhouse/tool-python";
 *
 * export const openSandbox = () =>
 *   toolSandbox(codeInterpreter({ limits: { wallTimeMs: 5000 } }), { language: "python" });
 * ```
 */
export function toolSandbox(tool: Tool, options: ToolSandboxOptions): SandboxTarget {
  const definition = { type: options.definitionType ?? tool.type };
  const { name } = tool.functions(definition)[0] as ToolFunction;
  let calls = 0;
  return {
    language: options.language,
    async run(code, session) {
      calls += 1;
      const kept = new KeptFiles(session);
      let printed = "";
      const result = await tool.execute(
        { name, input: { code }, definition },
        contextOf(session, `call_${calls}`, kept, (text) => {
          printed += text;
        }),
      );
      const shown = JSON.stringify(result.outputs ?? []);
      return { output: [result.output, printed, shown].join("\n"), files: kept.files };
    },
    close: async () => tool.close?.(),
  };
}

/** Keeps what the tool makes, under the names that it gave. */
class KeptFiles {
  readonly files: SandboxFile[] = [];
  readonly #threadId: string;

  constructor(threadId: string) {
    this.#threadId = threadId;
  }

  async create(file: NewToolFile): Promise<StoredFile> {
    this.files.push({ filename: file.filename, bytes: file.bytes });
    return {
      id: `file_${this.files.length}`,
      createdAt: 0,
      filename: file.filename,
      bytes: file.bytes.length,
      mediaType: file.mediaType,
      purpose: "assistants_output",
      threadId: this.#threadId,
      metadata: {},
    };
  }
}

function contextOf(
  session: string,
  callId: string,
  kept: KeptFiles,
  print: (text: string) => void,
): ToolContext {
  return {
    tenant: `tenant-${session}`,
    threadId: `thread-${session}`,
    runId: `run_${callId}`,
    toolCallId: callId,
    idempotencyKey: callId,
    signal: new AbortController().signal,
    toolResources: {},
    files: {
      list: async () => [],
      read: async () => undefined,
      create: (file) => kept.create(file),
    },
    onOutput: ({ text }) => print(text),
  };
}
