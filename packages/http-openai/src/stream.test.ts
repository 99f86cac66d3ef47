import type { Tool } from "@inhouse/contracts";
import { functionTool } from "@inhouse/core";
import { dropAfter, finish, hang, reasoning, text, toolCall } from "@inhouse/model-scripted";
import type { AssistantStream } from "openai/lib/AssistantStream";
import { describe, expect, it } from "vitest";
import { sdk7, sdks } from "./testing/sdks.ts";
import { printer } from "./testing/tools.ts";
import type { World, WorldOptions } from "./testing/world.ts";
import { createWorld, lookUp } from "./testing/world.ts";

/**
 * What an SDK does not do, by its name and the test's: whoever updates it and finds that it does must strike it out.
 */
const limits: readonly (readonly [sdk: string, test: string])[] = [
  // Its helper does not know the event, and finds no last run.
  ["openai 4", "incomplete"],
];

function limited(sdk: string, test: string): boolean {
  return limits.some(([name, limit]) => name === sdk && limit === test);
}

/** Streams a run on a new thread, and keeps the names of its events. */
async function stream(world: World, body: object): Promise<[AssistantStream, string[]]> {
  const { assistants, threads } = world.openai.beta;
  const { id } = await assistants.create({ model: "demo", ...body });
  const thread = await threads.create({ messages: [{ role: "user", content: "Hi" }] });
  const names: string[] = [];
  const reading = threads.runs.stream(thread.id, { assistant_id: id });
  reading.on("event", ({ event }) => {
    if (names.at(-1) !== event) names.push(event);
  });
  return [reading, names];
}

describe.each(sdks)("a stream for $name", (sdk) => {
  const create = (
    script: Parameters<typeof createWorld>[0],
    options: WorldOptions = {},
  ): Promise<World> => createWorld(script, { sdk, ...options });

  it("closes the message of an attempt that failed, and begins a new one", async () => {
    await using world = await create([[text("First attempt"), dropAfter(1)], "Second attempt"]);
    const [reading, names] = await stream(world, {});
    expect(await reading.finalRun()).toMatchObject({ status: "completed" });
    expect(names.filter((name) => /message\.(created|incomplete|completed)/.test(name))).toEqual([
      "thread.message.created",
      "thread.message.incomplete",
      "thread.message.created",
      "thread.message.completed",
    ]);
    const run = await reading.finalRun();
    const { data } = await world.openai.beta.threads.messages.list(run.thread_id);
    expect(data.map(({ role, status }) => [role, status])).toEqual([
      ["assistant", "completed"],
      ["user", "completed"],
    ]);
  });

  it("tells the input of a code interpreter whole, and then what it shows", async () => {
    const script = [
      [toolCall("code_interpreter", { code: "1+1" }), toolCall("code_interpreter", { code: "2" })],
      "Two.",
    ];
    await using world = await create(script, { runtime: { tools: [printer] } });
    const [reading] = await stream(world, { tools: [{ type: "code_interpreter" }] });
    const inputs: string[] = [];
    reading.on("toolCallDone", (call) => {
      if (call.type === "code_interpreter") inputs.push(call.code_interpreter.input);
    });
    const run = await reading.finalRun();
    expect(inputs).toEqual(["1+1", "2"]);
    const steps = await world.openai.beta.threads.runs.steps.list(run.id, {
      thread_id: run.thread_id,
    });
    expect(steps.data[1]?.step_details).toMatchObject({
      tool_calls: [
        {
          type: "code_interpreter",
          code_interpreter: {
            input: "1+1",
            outputs: [
              { type: "logs", logs: "1+1" },
              { type: "image", image: { file_id: expect.any(String) } },
            ],
          },
        },
        { type: "code_interpreter", code_interpreter: { input: "2" } },
      ],
    });
    const [message] = await reading.finalMessages();
    const types = message?.content.map(({ type }) => type);
    expect(types).toEqual(["text", "image_file", "image_file"]);
    const stored = await world.openai.beta.threads.messages.list(run.thread_id, { limit: 1 });
    expect(stored.data[0]?.attachments).toHaveLength(2);
  });

  it("tells of calls that code made when its step is completed, as of calls", async () => {
    const look = functionTool({
      name: "look_up",
      description: "",
      execute: async (_, { onOutput }) => {
        onOutput({ stream: "stdout", text: "looking" });
        return "found";
      },
    });
    const code: Tool = {
      ...printer,
      callsTools: { maxCalls: 2 },
      async execute(call, context) {
        await Promise.all(["a", "b"].map((word) => context.tools.call("look_up", { word })));
        return printer.execute(call, context);
      },
    };
    await using world = await create([toolCall("code_interpreter", { code: "1" }), "One."], {
      runtime: { tools: [code, look] },
    });
    const [reading] = await stream(world, { tools: [{ type: "code_interpreter" }, lookUp] });
    const told: string[] = [];
    reading.on("toolCallCreated", ({ type }) => told.push(`begins ${type}`));
    reading.on("toolCallDelta", ({ type }, whole) => {
      if (JSON.stringify(whole).includes("logs")) told.push(`${type} shows`);
    });
    reading.on("toolCallDone", ({ type }) => told.push(`ends ${type}`));
    const run = await reading.finalRun();
    expect(told).toEqual([
      "begins code_interpreter",
      "code_interpreter shows",
      "ends code_interpreter",
    ]);
    const steps = await world.openai.beta.threads.runs.steps.list(run.id, {
      thread_id: run.thread_id,
    });
    const details = steps.data[1]?.step_details;
    const calls = details?.type === "tool_calls" ? details.tool_calls : [];
    const looked = (word: string) => ({
      id: expect.stringMatching(/^call_/),
      type: "function",
      function: { name: "look_up", arguments: JSON.stringify({ word }), output: "found" },
      inhouse_parent_id: calls[0]?.id,
    });
    expect(calls.slice(1)).toEqual([looked("a"), looked("b")]);
  });

  it("tells calls that run in this process without going back to an earlier one", async () => {
    const tool = functionTool({
      name: "look_up",
      description: "",
      execute: async () => "found",
    });
    const calls = [toolCall("look_up", { word: "a" }), toolCall("look_up", { word: "b" })];
    await using world = await create([calls, "Both."], { runtime: { tools: [tool] } });
    const [reading] = await stream(world, { tools: [lookUp] });
    const created: string[] = [];
    const done: string[] = [];
    reading.on("toolCallCreated", ({ id }) => created.push(id));
    reading.on("toolCallDone", ({ id }) => done.push(id));
    const run = await reading.finalRun();
    expect(run.status).toBe("completed");
    expect([new Set(created).size, created.length, done]).toEqual([2, 2, created]);
    const [step] = await reading.finalRunSteps();
    expect(step?.step_details).toMatchObject({
      tool_calls: [{ function: { name: "look_up" } }, { function: { name: "look_up" } }],
    });
    const at = { thread_id: run.thread_id };
    const stored = await world.openai.beta.threads.runs.steps.retrieve(step?.id ?? "", {
      ...at,
      run_id: run.id,
    });
    expect(stored.step_details).toMatchObject({
      tool_calls: [{ function: { output: "found" } }, { function: { output: "found" } }],
    });
  });

  it("shows a cancel to whoever reads, and keeps the text", async () => {
    await using world = await create([[text("So far"), hang()]]);
    const [reading, names] = await stream(world, {});
    reading.once("textDelta", async () => {
      const [thread] = (await world.inhouse.threads.list()).data;
      const [run] = (await world.inhouse.runs.list(thread?.id ?? "")).data;
      await world.inhouse.runs.cancel(run?.id ?? "");
    });
    expect(await reading.finalRun()).toMatchObject({ status: "cancelled", expires_at: null });
    expect(names.slice(-4)).toEqual([
      "thread.run.cancelling",
      "thread.message.incomplete",
      "thread.run.step.cancelled",
      "thread.run.cancelled",
    ]);
    const [message] = await reading.finalMessages();
    expect(message?.content).toMatchObject([{ text: { value: "So far" } }]);
  });

  it("ends with an incomplete run", async () => {
    await using world = await create([[text("Half"), finish("length")]]);
    const [reading, names] = await stream(world, {});
    const run = reading.finalRun();
    if (limited(sdk.name, "incomplete")) await expect(run).rejects.toThrow("Final run");
    else {
      const details = { reason: "max_completion_tokens" };
      expect(await run).toMatchObject({ status: "incomplete", incomplete_details: details });
    }
    expect(names.at(-1)).toBe("thread.run.incomplete");
  });

  it("breaks off with an error that has its code", async () => {
    await using world = await create([[text("So far"), hang()]]);
    const [reading] = await stream(world, {});
    reading.once("textDelta", async () => {
      const [thread] = (await world.inhouse.threads.list()).data;
      await world.inhouse.threads.delete(thread?.id ?? "");
    });
    const error = await reading.finalRun().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      type: "invalid_request_error",
      message: expect.stringMatching(/^(No|404 No) /),
    });
  });

  it("tells nothing that the hosted API has no words for, unless it is asked to", async () => {
    for (const extensions of [false, true]) {
      await using world = await create([[reasoning("Hm."), text("Yes.")]], { extensions });
      const [reading, names] = await stream(world, {});
      expect((await reading.finalRun()).status).toBe("completed");
      expect(names.some((name) => name.startsWith("thread.inhouse."))).toBe(extensions);
    }
  });
});

describe("a stream that somebody attaches to", () => {
  async function read(world: World, path: string, headers = {}): Promise<[number, string][]> {
    const response = await world.fetch(`${world.baseURL}${path}`, { headers });
    const found = (await response.text()).matchAll(/event: (.*)\n(?:id: (\d+)\n)?/g);
    return [...found].map(([, event = "", id = "0"]) => [Number(id), event]);
  }

  it("begins behind any event, and says the same each time", async () => {
    await using world = await createWorld([[toolCall("look_up", { word: "abc" })], "Done."], {
      sdk: sdk7,
    });
    const { assistants, threads } = world.openai.beta;
    const assistant = await assistants.create({ model: "demo", tools: [lookUp] });
    const run = await threads.createAndRunPoll({
      assistant_id: assistant.id,
      thread: { messages: [{ role: "user", content: "Hi" }] },
    });
    const path = `/threads/${run.thread_id}/runs/${run.id}/stream`;
    const all = await read(world, path);
    expect(all.at(-2)?.[1]).toBe("thread.run.requires_action");
    for (const after of [1, 5, all.length - 2]) {
      const rest = all.filter(([id]) => id > after || id === 0);
      expect(await read(world, `${path}?after=${after}`)).toEqual(rest);
      expect(await read(world, path, { "last-event-id": String(after) })).toEqual(rest);
    }
    const wrong = await world.fetch(`${world.baseURL}${path}?after=x`);
    expect(wrong.status).toBe(400);
    expect(
      (await world.fetch(`${world.baseURL}/threads/thread_x/runs/${run.id}/stream`)).status,
    ).toBe(404);
  });
});
