import type { RunEvent } from "@inhouse/contracts";
import { createRuntime, functionTool } from "@inhouse/core";
import { memoryStorage } from "@inhouse/storage-memory";
import type { ReadableRuntime } from "@inhouse/testing";
import {
  checkRun,
  checkRunEvents,
  expectSound,
  reasoning,
  scriptedModel,
  text,
  toolCall,
} from "@inhouse/testing";
import { beforeAll, describe, expect, it } from "vitest";

const tool = functionTool({ name: "look_up", description: "Looks up.", execute: () => "sunny" });
const script = [[reasoning("Hm."), text("Let me see."), toolCall("look_up", { a: 1 })], "Sunny."];
const storage = memoryStorage();
const inhouse = createRuntime({ models: { demo: scriptedModel(script) }, storage, tools: [tool] });
let runId = "";
let events: readonly RunEvent[] = [];

beforeAll(async () => {
  const assistant = await inhouse.assistants.create({
    model: "demo",
    tools: [{ type: "function", function: { name: "look_up" } }],
  });
  const run = await inhouse.runs.createThreadAndRun({
    assistantId: assistant.id,
    thread: { messages: [{ content: "Hi" }] },
  });
  runId = run.id;
  await inhouse.runs.wait(runId);
  const read: RunEvent[] = [];
  for await (const event of inhouse.runs.stream(runId)) read.push(event);
  events = read;
});

function numbered(changed: readonly (RunEvent | undefined)[]): readonly RunEvent[] {
  const kept = changed.filter((event) => event !== undefined);
  return kept.map((event, index) => ({ ...event, sequence: index + 1 }));
}

/** The object that an event is about. */
function about({ data }: RunEvent): string {
  if ("messageId" in data) return data.messageId;
  if ("stepId" in data) return data.stepId;
  return "id" in data ? data.id : "";
}

function isOfArguments(event: RunEvent): boolean {
  return event.type === "thread.run.step.delta" && event.data.type === "tool_call_arguments";
}

describe("checkRunEvents", () => {
  it("finds nothing wrong with what a runtime tells", () => {
    expect(events.length).toBeGreaterThan(20);
    expect(checkRunEvents(events)).toEqual([]);
  });

  it("misses no event that is left out, doubled, or told too early, however it is numbered", () => {
    for (const [index, event] of events.entries()) {
      // Whether a thread came with the run, a log need not say; and the arguments come again with the outcome of their call.
      if (event.type !== "thread.created" && !isOfArguments(event)) {
        const less = events.toSpliced(index, 1);
        expect(checkRunEvents(less), `without ${event.type}`).not.toEqual([]);
        expect(checkRunEvents(numbered(less)), `without ${event.type}`).not.toEqual([]);
      }
      // A run that is taken up again tells again that it is in progress, and a call may be told of as it is already.
      if (!/^thread\.run\.(in_progress|step\.delta)$/.test(event.type)) {
        const more = numbered(events.toSpliced(index, 0, event));
        expect(checkRunEvents(more), `twice ${event.type}`).not.toEqual([]);
      }
      const next = events[index + 1];
      // Events about different objects may come in another order.
      if (next === undefined || next.type === event.type || about(next) !== about(event)) continue;
      const swapped = numbered(events.toSpliced(index, 2, next, event));
      expect(checkRunEvents(swapped), `${next.type} before ${event.type}`).not.toEqual([]);
    }
  });
});

describe("checkRun", () => {
  const lies: Readonly<Record<string, Partial<ReadableRuntime>>> = {
    "a step that is not in the list": {
      runs: {
        ...inhouse.runs,
        steps: {
          ...inhouse.runs.steps,
          list: async (id, page) => {
            const { data, ...rest } = await inhouse.runs.steps.list(id, page);
            return { ...rest, data: data.slice(1) };
          },
        },
      },
    },
    "a message that is gone": {
      messages: {
        ...inhouse.messages,
        retrieve: (id) => inhouse.messages.retrieve(id.replace(/.$/, "-")),
      },
    },
    "another text": {
      messages: {
        ...inhouse.messages,
        retrieve: async (id) => ({ ...(await inhouse.messages.retrieve(id)), content: [] }),
      },
    },
    "another status": {
      runs: {
        ...inhouse.runs,
        retrieve: async (id) => ({ ...(await inhouse.runs.retrieve(id)), status: "failed" }),
      },
    },
  };

  it("finds nothing wrong with a run that is stored as its log says", async () => {
    expect(await checkRun(inhouse, runId)).toEqual([]);
    expect((await expectSound(inhouse, runId)).status).toBe("completed");
  });

  it.each(Object.keys(lies))("finds %s", async (lie) => {
    const liar = { ...inhouse, ...lies[lie] };
    expect(await checkRun(liar, runId)).not.toEqual([]);
    await expect(expectSound(liar, runId)).rejects.toThrow("stored as");
  });
});
