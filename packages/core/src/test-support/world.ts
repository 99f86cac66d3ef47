import type { Run, Tool } from "@inhouse/contracts";
import type { Script } from "@inhouse/model-scripted";
import { scriptedModel, toolCall } from "@inhouse/model-scripted";
import type { Runtime, TenantRuntime } from "../runtime/apis.ts";
import { createRuntime } from "../runtime/create-runtime.ts";
import type { RuntimeOptions } from "../runtime/runtime-options.ts";
import type { WatchedStorage } from "./watched-storage.ts";
import { watchedStorage } from "./watched-storage.ts";

/** A runtime over a storage that shows what it holds. */
export interface TestRuntime {
  readonly inhouse: Runtime;
  readonly storage: WatchedStorage;
  /** What `onError` heard. */
  readonly faults: unknown[];
}

export function testRuntime(script: Script, options: Partial<RuntimeOptions> = {}): TestRuntime {
  const storage = watchedStorage();
  const faults: unknown[] = [];
  const inhouse = createRuntime({
    models: { demo: scriptedModel(script) },
    storage,
    onError: (error) => faults.push(error),
    ...options,
  });
  return { inhouse, storage, faults };
}

/** One object of each kind, of one tenant. The run waits for an output. */
export interface Population {
  readonly assistantId: string;
  readonly threadId: string;
  /** A thread without any run. */
  readonly idleThreadId: string;
  readonly messageId: string;
  readonly run: Run;
  readonly runId: string;
  readonly toolCallId: string;
  readonly stepId: string;
  readonly fileId: string;
}

/** The turn that makes {@link populate}'s run wait. */
export const waitingTurn = toolCall("look_up", { word: "x" });

export async function populate(tenant: TenantRuntime): Promise<Population> {
  const { assistants, threads, messages, runs, files } = tenant;
  const assistant = await assistants.create({
    model: "demo",
    tools: [{ type: "function", function: { name: "look_up" } }],
  });
  const thread = await threads.create();
  const idle = await threads.create();
  const message = await messages.create(thread.id, { content: "Hello" });
  const file = await files.create({ filename: "a.txt", content: "a" });
  const created = await runs.create(thread.id, { assistantId: assistant.id });
  const run = await runs.wait(created.id);
  const steps = await runs.steps.list(run.id);
  return {
    assistantId: assistant.id,
    threadId: thread.id,
    idleThreadId: idle.id,
    messageId: message.id,
    run,
    runId: run.id,
    toolCallId: run.requiredAction?.toolCalls[0]?.id ?? "",
    stepId: steps.data[0]?.id ?? "",
    fileId: file.id,
  };
}

/** A tool of a package, under a type. */
export function adapterTool(type: string, more: Partial<Tool> = {}): Tool {
  const parameters = { type: "object", properties: {} };
  return {
    type,
    functions: () => [{ name: `${type}_function`, description: "", parameters }],
    execute: async () => ({ output: "" }),
    ...more,
  };
}
