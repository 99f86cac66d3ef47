import type { JsonObject, Run, RunEvent, Storage, Tool, ToolDefinition } from "@inhouse/contracts";
import type { Script, ScriptedModel } from "@inhouse/model-scripted";
import { scriptedModel } from "@inhouse/model-scripted";
import { memoryStorage } from "@inhouse/storage-memory";
import type { FailingStorage } from "@inhouse/testing";
import { failingStorage, VirtualClock } from "@inhouse/testing";
import { loadExecutor } from "../run/load-executor.ts";
import type { CreateThreadAndRun } from "../run/run-input.ts";
import type { StreamOptions } from "../run/stream-run.ts";
import type { Runtime } from "../runtime/apis.ts";
import { createRuntime } from "../runtime/create-runtime.ts";
import type { RuntimeOptions } from "../runtime/runtime-options.ts";
import type { JsonSchemaFunctionTool } from "../tools/function-tool.ts";
import { functionTool } from "../tools/function-tool.ts";

// What is loaded on first use must not be loaded while virtual time waits for nothing but timers.
await Promise.all([
  loadExecutor(),
  import("ai"),
  import("@cfworker/json-schema"),
  import("llm-zoo"),
]);

/** A runtime on virtual time, over a storage that counts and fails on demand. */
export interface Engine {
  readonly inhouse: Runtime;
  readonly clock: VirtualClock;
  readonly storage: FailingStorage;
  /** What the storage is a connection to. */
  readonly inner: Storage;
  readonly model: ScriptedModel;
  /** What `onError` heard. */
  readonly faults: unknown[];
  /** Creates a thread with one message and a run on it. */
  start(input?: Partial<CreateThreadAndRun>): Promise<Run>;
  /** All events of a run, from its stream. */
  events(runId: string, options?: StreamOptions): Promise<readonly RunEvent[]>;
  /** Ends the process: nothing that it does has any effect from now on. */
  kill(): void;
}

/** What an engine is made of. */
export interface EngineOptions extends Partial<Omit<RuntimeOptions, "storage" | "clock">> {
  /** What the storage is a connection to; absent: an empty one in memory. */
  readonly inner?: Storage;
  /** Whether other runtimes use it at the same time; absent: they do not. */
  readonly shared?: boolean;
  readonly clock?: VirtualClock;
  /** The tools of the assistant; absent: all function tools of the runtime. */
  readonly definitions?: readonly ToolDefinition[];
}

export function startEngine(script: Script, options: EngineOptions = {}): Engine {
  const {
    inner = memoryStorage(),
    clock = new VirtualClock(),
    shared = false,
    ...others
  } = options;
  const { definitions, ...rest } = others;
  const storage = failingStorage(inner, { shared });
  const model = scriptedModel(script, { chunkSize: 8 });
  const faults: unknown[] = [];
  const inhouse = createRuntime({
    models: { demo: model },
    storage,
    clock,
    onError: (error) => faults.push(error),
    ...rest,
  });
  const tools = definitions ?? (options.tools ?? []).map(definitionOf);
  const events = async (runId: string, how: StreamOptions = {}): Promise<readonly RunEvent[]> => {
    const read: RunEvent[] = [];
    for await (const event of inhouse.runs.stream(runId, how)) read.push(event);
    return read;
  };
  return {
    inhouse,
    clock,
    storage,
    inner,
    model,
    faults,
    events,
    async start(input = {}) {
      const assistant = await inhouse.assistants.create({ model: "demo", tools });
      const thread = { messages: [{ content: "Hi" }] };
      return inhouse.runs.createThreadAndRun({ assistantId: assistant.id, thread, ...input });
    },
    kill() {
      storage.isDead = true;
    },
  };
}

function definitionOf(tool: Tool): ToolDefinition {
  if (tool.type !== "function") return { type: tool.type };
  return { type: "function", function: { name: tool.name ?? "" } };
}

/** A function tool without parameters that anybody may call with anything. */
export function anyTool(
  name: string,
  execute: JsonSchemaFunctionTool["execute"],
  more: Partial<JsonSchemaFunctionTool> = {},
): Tool {
  const parameters: JsonObject = { type: "object" };
  return functionTool({ name, description: name, parameters, execute, ...more });
}

/** A function that the caller answers. */
export function externalTool(name: string): ToolDefinition {
  return { type: "function", function: { name, parameters: { type: "object" } } };
}
