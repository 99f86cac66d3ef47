import type { Storage, TruncationStrategy } from "@inhouse/contracts";
import type { ModelObject, Runtime } from "@inhouse/core";
import { createRuntime } from "@inhouse/core";

/** What the user says in every turn. */
export const question = "What did we decide about the timeline of the project?";

/** A runtime with one assistant. */
export interface Bench extends AsyncDisposable {
  readonly runtime: Runtime;
  readonly assistantId: string;
  /** @returns the id of a new thread that had so many turns; absent: none */
  newThread(turns?: number): Promise<string>;
  /** One whole turn, as an application takes it: a message, a run, and the run's events to the last. */
  takeTurn(threadId: string, window?: TruncationStrategy): Promise<void>;
}

/** The window of every turn that no measure says anything else of. */
export const boundedWindow: TruncationStrategy = { type: "last_messages", lastMessages: 10 };

/** @returns a runtime whose only assistant talks to the model */
export async function openBench(model: ModelObject, storage: Storage): Promise<Bench> {
  const runtime = createRuntime({ models: { bench: model }, storage });
  const { id: assistantId } = await runtime.assistants.create({ model: "bench" });
  const takeTurn: Bench["takeTurn"] = async (threadId, truncationStrategy = boundedWindow) => {
    await runtime.messages.create(threadId, { role: "user", content: question });
    const run = await runtime.runs.create(threadId, { assistantId, truncationStrategy });
    let last = "";
    for await (const event of runtime.runs.stream(run.id)) last = event.type;
    if (last !== "thread.run.completed") throw new Error(`The turn ended with ${last}.`);
  };
  return {
    runtime,
    assistantId,
    takeTurn,
    async newThread(turns = 0) {
      const { id } = await runtime.threads.create();
      for (let turn = 0; turn < turns; turn++) await takeTurn(id);
      return id;
    },
    [Symbol.asyncDispose]: () => runtime.close(),
  };
}
