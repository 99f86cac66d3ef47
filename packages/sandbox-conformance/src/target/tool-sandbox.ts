import { setTimeout } from "node:timers/promises";
import type {
  NewToolFile,
  StoredFile,
  Tool,
  ToolCaller,
  ToolContext,
  ToolFiles,
  ToolFunction,
} from "@inhouse/contracts";
import { ToolCallError } from "@inhouse/contracts";
import type { SandboxFile, SandboxLanguage, SandboxTarget } from "./sandbox-target.ts";

/** What the suite must know of a tool that runs code. */
export interface ToolSandboxOptions {
  /** The language that it runs. */
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
  const sessions = new Map<string, readonly StoredFile[]>();
  let calls = 0;
  return {
    language: options.language,
    async run(code, session) {
      calls += 1;
      const inputs = sessions.get(session) ?? [];
      const kept = new ThreadFiles(session, inputs);
      let printed = "";
      const result = await tool.execute(
        { name, input: { code }, definition },
        {
          ...contextOf(session, `call_${calls}`, callerFor(tool)),
          files: kept,
          onOutput: ({ text }) => {
            printed += text;
          },
        },
      );
      // A file for the next call, so that the host writes where the code may have laid something in its way.
      if (inputs.length < maxInputs) {
        sessions.set(session, [...inputs, inputFile(session, inputs.length)]);
      }
      const shown = JSON.stringify(result.outputs ?? []);
      return { output: [result.output, printed, shown].join("\n"), files: kept.made };
    },
    close: async () => tool.close?.(),
  };
}

const maxInputs = 8;

/** The content of every file that the thread has: what a device that sleeps would obey. */
const inputContent = new TextEncoder().encode("Infinity");

function fileOf(id: string, filename: string, bytes: number, threadId: string): StoredFile {
  return {
    id,
    createdAt: 0,
    filename,
    bytes,
    mediaType: "text/plain",
    purpose: "assistants",
    threadId,
    metadata: {},
  };
}

function inputFile(threadId: string, index: number): StoredFile {
  return fileOf(`input_${index}`, `input-${index}.txt`, inputContent.length, threadId);
}

const echo: ToolFunction = {
  name: "echo",
  description: "Answers with its arguments.",
  parameters: { type: "object", additionalProperties: true },
};

const wait: ToolFunction = {
  name: "wait",
  description: "Answers after ten minutes.",
  parameters: { type: "object", additionalProperties: true },
};

const tenMinutesMs = 600_000;

/** Two functions for the code of one call: one answers at once with its arguments, the other late. */
function callerFor(tool: Tool): ToolCaller {
  let left = tool.callsTools?.maxCalls ?? 0;
  return {
    list: () => [echo, wait],
    async call(name, input, options) {
      if (name !== echo.name && name !== wait.name) {
        throw new ToolCallError(name, "unknown_tool", "There are only echo and wait.");
      }
      if (left === 0) throw new ToolCallError(name, "too_many_calls", "These were too many calls.");
      left -= 1;
      if (name === wait.name) {
        await setTimeout(tenMinutesMs, undefined, { ref: false, ...options });
      }
      return { output: JSON.stringify(input) };
    },
  };
}

/** The files of a thread as the tool sees them. It keeps what the tool makes, under the names that it gave. */
class ThreadFiles implements ToolFiles {
  readonly made: SandboxFile[] = [];
  readonly #threadId: string;
  readonly #inputs: readonly StoredFile[];

  constructor(threadId: string, inputs: readonly StoredFile[]) {
    this.#threadId = threadId;
    this.#inputs = inputs;
  }

  async list(): Promise<readonly StoredFile[]> {
    return this.#inputs;
  }

  async read(): Promise<Uint8Array> {
    return inputContent;
  }

  async create({ filename, bytes }: NewToolFile): Promise<StoredFile> {
    this.made.push({ filename, bytes });
    return fileOf(`made_${this.made.length}`, filename, bytes.length, this.#threadId);
  }
}

function contextOf(
  session: string,
  callId: string,
  tools: ToolCaller,
): Omit<ToolContext, "files" | "onOutput"> {
  return {
    tenant: `tenant-${session}`,
    threadId: `thread-${session}`,
    runId: `run_${callId}`,
    toolCallId: callId,
    idempotencyKey: callId,
    startedAt: Date.now(),
    signal: new AbortController().signal,
    toolResources: {},
    tools,
  };
}
