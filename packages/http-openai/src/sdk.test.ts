import { text, toolCall } from "@inhouse/model-scripted";
import { describe, expect, it } from "vitest";
import { sdks } from "./testing/sdks.ts";
import type { World } from "./testing/world.ts";
import { createWorld, lookUp } from "./testing/world.ts";

const transports = ["in process", "http"] as const;
const cases = sdks.flatMap((sdk) => transports.map((transport) => ({ sdk, transport })));

describe.each(cases)("$sdk.name $transport", ({ sdk, transport }) => {
  const world = (script: Parameters<typeof createWorld>[0]): Promise<World> =>
    createWorld(script, { sdk, transport });

  it("keeps assistants, threads and messages", async () => {
    await using it = await world([]);
    const { assistants, threads } = it.openai.beta;
    const made = await assistants.create({
      model: "demo",
      name: "A",
      temperature: 0,
      tools: [lookUp],
    });
    expect(made).toMatchObject({
      object: "assistant",
      name: "A",
      temperature: 0,
      description: null,
    });
    await assistants.update(made.id, { name: null as unknown as string, metadata: { a: "b" } });
    expect(await assistants.retrieve(made.id)).toMatchObject({ name: null, metadata: { a: "b" } });
    const thread = await threads.create({ messages: [{ role: "user", content: "1" }] });
    const message = await threads.messages.create(thread.id, {
      role: "assistant",
      content: [{ type: "text", text: "2" }],
    });
    expect(message.content).toEqual([{ type: "text", text: { value: "2", annotations: [] } }]);
    const at = { thread_id: thread.id };
    const renamed = await threads.messages.update(message.id, { ...at, metadata: { c: "d" } });
    expect(renamed).toMatchObject({ metadata: { c: "d" }, content: message.content });
    await threads.messages.delete(message.id, at);
    const gone = threads.messages.retrieve(message.id, at);
    await expect(gone).rejects.toMatchObject({ status: 404 });
    expect(await assistants.delete(made.id)).toMatchObject({ deleted: true });
    expect(await threads.delete(thread.id)).toEqual({
      id: thread.id,
      object: "thread.deleted",
      deleted: true,
    });
    await expect(threads.retrieve(thread.id)).rejects.toMatchObject({ status: 404 });
  });

  it("walks through pages", async () => {
    await using it = await world([]);
    const { threads } = it.openai.beta;
    const messages = ["1", "2", "3", "4", "5"].map((content) => ({
      role: "user" as const,
      content,
    }));
    const { id } = await threads.create({ messages });
    const seen: string[] = [];
    for await (const { content } of threads.messages.list(id, { limit: 2, order: "asc" })) {
      seen.push(content[0]?.type === "text" ? content[0].text.value : "");
    }
    expect(seen).toEqual(["1", "2", "3", "4", "5"]);
  });

  it("polls a run with function calls to its end", async () => {
    await using it = await world([
      [toolCall("look_up", { word: "a" }), toolCall("look_up", { word: "b" })],
      "Both.",
    ]);
    const { assistants, threads } = it.openai.beta;
    const assistant = await assistants.create({ model: "demo", tools: [lookUp] });
    const started = performance.now();
    const waiting = await threads.createAndRunPoll({
      assistant_id: assistant.id,
      thread: { messages: [{ role: "user", content: "Hi" }] },
    });
    expect(waiting.status).toBe("requires_action");
    const calls = waiting.required_action?.submit_tool_outputs.tool_calls ?? [];
    expect(calls.map((call) => JSON.parse(call.function.arguments))).toEqual([
      { word: "a" },
      { word: "b" },
    ]);
    const done = await threads.runs.submitToolOutputsAndPoll(waiting.id, {
      thread_id: waiting.thread_id,
      tool_outputs: calls.map(({ id }) => ({ tool_call_id: id, output: id })),
    });
    expect(done).toMatchObject({ status: "completed", required_action: null, expires_at: null });
    // A helper that is not told how long to wait sleeps for five seconds.
    expect(performance.now() - started).toBeLessThan(4_000);
    const at = { thread_id: done.thread_id };
    const steps = await threads.runs.steps.list(done.id, { ...at, order: "asc" });
    expect(steps.data.map(({ type, status }) => [type, status])).toEqual([
      ["tool_calls", "completed"],
      ["message_creation", "completed"],
    ]);
    const step = await threads.runs.steps.retrieve(steps.data[0]?.id ?? "", {
      ...at,
      run_id: done.id,
    });
    expect(step.step_details).toMatchObject({
      tool_calls: calls.map((call) => ({
        ...call,
        function: { ...call.function, output: call.id },
      })),
    });
  });

  it("streams a run with function calls to its end", async () => {
    await using it = await world([
      [
        text("Let me see. "),
        toolCall("look_up", { word: "a" }),
        toolCall("look_up", { word: "bb" }),
      ],
      "Both of them.",
    ]);
    const { assistants, threads } = it.openai.beta;
    const assistant = await assistants.create({ model: "demo", tools: [lookUp] });
    const thread = await threads.create({ messages: [{ role: "user", content: "Hi" }] });
    const calls: string[] = [];
    const stream = threads.runs
      .stream(thread.id, { assistant_id: assistant.id })
      .on("toolCallDone", (call) => {
        if (call.type === "function") calls.push(call.function.arguments);
      });
    const waiting = await stream.finalRun();
    expect(waiting.status).toBe("requires_action");
    expect(calls.map((args) => JSON.parse(args))).toEqual([{ word: "a" }, { word: "bb" }]);
    const awaited = waiting.required_action?.submit_tool_outputs.tool_calls ?? [];
    const events: string[] = [];
    const text2: string[] = [];
    const next = threads.runs
      .submitToolOutputsStream(waiting.id, {
        thread_id: thread.id,
        tool_outputs: awaited.map(({ id }) => ({ tool_call_id: id, output: "fine" })),
      })
      .on("event", ({ event }) => events.push(event))
      .on("textDelta", ({ value }) => text2.push(value ?? ""));
    expect(await next.finalRun()).toMatchObject({
      status: "completed",
      usage: { total_tokens: expect.any(Number) },
    });
    expect(text2.join("")).toBe("Both of them.");
    expect(events.slice(0, 3)).toEqual([
      "thread.run.step.completed",
      "thread.run.queued",
      "thread.run.in_progress",
    ]);
    const [message] = await next.finalMessages();
    expect(message?.content).toMatchObject([
      { type: "text", text: { value: "Both of them.", annotations: [] } },
    ]);
  });

  it("streams in the sequence of the hosted API", async () => {
    await using it = await world(["Hello."]);
    const { assistants, threads } = it.openai.beta;
    const assistant = await assistants.create({ model: "demo" });
    const names: string[] = [];
    const stream = await threads.createAndRun({
      assistant_id: assistant.id,
      stream: true,
      thread: { messages: [{ role: "user", content: "Hi" }] },
    });
    for await (const { event } of stream) if (names.at(-1) !== event) names.push(event);
    expect(names).toEqual([
      "thread.created",
      "thread.run.created",
      "thread.run.queued",
      "thread.run.in_progress",
      "thread.run.step.created",
      "thread.run.step.in_progress",
      "thread.message.created",
      "thread.message.in_progress",
      "thread.message.delta",
      "thread.message.completed",
      "thread.run.step.completed",
      "thread.run.completed",
    ]);
  });

  it("cancels a run, and keeps what was written", async () => {
    await using it = await world([[toolCall("look_up", {})]]);
    const { assistants, threads } = it.openai.beta;
    const assistant = await assistants.create({ model: "demo", tools: [lookUp] });
    const thread = await threads.create();
    await threads.messages.create(thread.id, { role: "user", content: "Hi" });
    const run = await threads.runs.createAndPoll(thread.id, { assistant_id: assistant.id });
    const at = { thread_id: thread.id };
    expect((await threads.runs.cancel(run.id, at)).status).toBe("cancelling");
    const ended = await it.inhouse.runs.wait(run.id, { until: "end" });
    expect(ended.status).toBe("cancelled");
    const refused = threads.runs.cancel(run.id, at);
    const message = "400 Cannot cancel run with status 'cancelled'.";
    await expect(refused).rejects.toMatchObject({ status: 400, message });
  });

  it("keeps files", async () => {
    await using it = await world([]);
    const { files } = it.openai;
    const file = new File(["a,b\n1,2\n"], "data.csv", { type: "text/csv" });
    const made = await files.create({ file, purpose: "assistants" });
    expect(made).toMatchObject({
      object: "file",
      bytes: 8,
      filename: "data.csv",
      purpose: "assistants",
    });
    expect((await files.list()).data).toEqual([await files.retrieve(made.id)]);
    const content = await files.content(made.id);
    expect([content.headers.get("content-type"), await content.text()]).toEqual([
      "text/csv",
      "a,b\n1,2\n",
    ]);
    expect(await files.delete(made.id)).toEqual({ id: made.id, object: "file", deleted: true });
  });
});
