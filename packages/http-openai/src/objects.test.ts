import { finish, text, toolCall } from "@inhouse/model-scripted";
import { describe, expect, it } from "vitest";
import { adapterTool } from "./testing/tools.ts";
import type { World } from "./testing/world.ts";
import { createWorld, lookUp } from "./testing/world.ts";

async function get(world: World, path: string): Promise<Record<string, unknown>> {
  const response = await world.fetch(`${world.baseURL}${path}`);
  return (await response.json()) as Record<string, unknown>;
}

const id = (prefix: string): unknown =>
  expect.stringMatching(new RegExp(`^${prefix}_[A-Za-z0-9]{24}$`));
const time = expect.any(Number);

describe("an object", () => {
  it("has every field of the hosted API's, with null for what it has not", async () => {
    await using world = await createWorld([[toolCall("look_up", { word: "a" })], "Done."]);
    const { assistants, threads } = world.openai.beta;
    const assistant = await assistants.create({ model: "demo", tools: [lookUp] });
    expect(await get(world, `/assistants/${assistant.id}`)).toEqual({
      id: id("asst"),
      object: "assistant",
      created_at: time,
      name: null,
      description: null,
      model: "demo",
      instructions: null,
      tools: [{ type: "function", function: { ...lookUp.function, strict: false } }],
      tool_resources: {},
      metadata: {},
      temperature: null,
      top_p: null,
      response_format: "auto",
      reasoning_effort: null,
    });
    const run = await threads.createAndRunPoll({
      assistant_id: assistant.id,
      thread: { messages: [{ role: "user", content: "Hi" }] },
    });
    const path = `/threads/${run.thread_id}`;
    expect(await get(world, path)).toEqual({
      id: id("thread"),
      object: "thread",
      created_at: time,
      metadata: {},
      tool_resources: {},
    });
    const call = {
      id: id("call"),
      type: "function",
      function: { name: "look_up", arguments: '{"word":"a"}' },
    };
    expect(await get(world, `${path}/runs/${run.id}`)).toEqual({
      id: id("run"),
      object: "thread.run",
      created_at: time,
      thread_id: id("thread"),
      assistant_id: assistant.id,
      status: "requires_action",
      required_action: { type: "submit_tool_outputs", submit_tool_outputs: { tool_calls: [call] } },
      last_error: null,
      expires_at: time,
      started_at: time,
      cancelled_at: null,
      failed_at: null,
      completed_at: null,
      incomplete_details: null,
      model: "demo",
      instructions: "",
      tools: [{ type: "function", function: { ...lookUp.function, strict: false } }],
      metadata: {},
      temperature: null,
      top_p: null,
      reasoning_effort: null,
      max_prompt_tokens: null,
      max_completion_tokens: null,
      truncation_strategy: { type: "auto", last_messages: null },
      tool_choice: "auto",
      parallel_tool_calls: true,
      response_format: "auto",
      usage: null,
    });
    const steps = await get(world, `${path}/runs/${run.id}/steps`);
    expect((steps.data as object[])[0]).toEqual({
      id: id("step"),
      object: "thread.run.step",
      created_at: time,
      assistant_id: assistant.id,
      thread_id: run.thread_id,
      run_id: run.id,
      type: "tool_calls",
      status: "in_progress",
      step_details: {
        type: "tool_calls",
        tool_calls: [{ ...call, function: { ...call.function, output: null } }],
      },
      last_error: null,
      expired_at: null,
      expires_at: null,
      cancelled_at: null,
      failed_at: null,
      completed_at: null,
      metadata: {},
      usage: null,
    });
    const messages = await get(world, `${path}/messages`);
    expect((messages.data as object[])[0]).toEqual({
      id: id("msg"),
      object: "thread.message",
      created_at: time,
      thread_id: run.thread_id,
      role: "user",
      status: "completed",
      incomplete_details: null,
      completed_at: time,
      incomplete_at: null,
      content: [{ type: "text", text: { value: "Hi", annotations: [] } }],
      assistant_id: null,
      run_id: null,
      attachments: [],
      metadata: {},
    });
  });

  it("keeps images and attachments", async () => {
    await using world = await createWorld([], {
      runtime: { tools: [adapterTool("code_interpreter", {})] },
    });
    const { threads } = world.openai.beta;
    const file = await world.inhouse.files.create({
      filename: "a.png",
      content: "x",
      purpose: "vision",
    });
    const attachments = [{ file_id: file.id, tools: [{ type: "code_interpreter" as const }] }];
    const thread = await threads.create({
      tool_resources: { code_interpreter: { file_ids: [file.id] } },
    });
    expect(thread.tool_resources).toEqual({ code_interpreter: { file_ids: [file.id] } });
    const message = await threads.messages.create(thread.id, {
      role: "user",
      content: [
        { type: "image_file", image_file: { file_id: file.id, detail: "low" } },
        { type: "image_url", image_url: { url: "https://example.com/a.png" } },
      ],
      attachments,
    });
    expect(message).toMatchObject({
      content: [
        { type: "image_file", image_file: { file_id: file.id, detail: "low" } },
        { type: "image_url", image_url: { url: "https://example.com/a.png", detail: "auto" } },
      ],
      attachments,
    });
  });

  it("has the nearest reason of the hosted API's for an end that it did not know", async () => {
    await using world = await createWorld([[text("Half"), finish("content-filter")]]);
    const { id: assistant_id } = await world.openai.beta.assistants.create({ model: "demo" });
    const thread = { messages: [{ role: "user" as const, content: "Hi" }] };
    const run = await world.openai.beta.threads.createAndRunPoll({ assistant_id, thread });
    expect(run).toMatchObject({
      status: "incomplete",
      incomplete_details: { reason: "max_completion_tokens", inhouse_reason: "content_filter" },
    });
  });

  it("shows what a search found, and its texts when they are asked for", async () => {
    const results = [
      { file_id: "file_1", file_name: "a", score: 1, content: [{ type: "text", text: "x" }] },
    ];
    const search = adapterTool("file_search", {
      execute: async () => ({ output: "x", outputs: [{ type: "data", data: { results } }] }),
    });
    const script = [toolCall("file_search", {}), "Done."];
    await using world = await createWorld(script, {
      fileSearch: true,
      runtime: { tools: [search] },
    });
    const { assistants, threads } = world.openai.beta;
    const assistant = await assistants.create({ model: "demo", tools: [{ type: "file_search" }] });
    const thread = { messages: [{ role: "user" as const, content: "Hi" }] };
    const run = await threads.createAndRunPoll({ assistant_id: assistant.id, thread });
    const at = { thread_id: run.thread_id, order: "asc" as const };
    const [short] = (await threads.runs.steps.list(run.id, at)).data;
    const { content: _, ...bare } = results[0] ?? {};
    const details = (found: object): object => ({
      tool_calls: [{ id: id("call"), type: "file_search", file_search: { results: [found] } }],
    });
    expect(short?.step_details).toMatchObject(details(bare));
    expect(JSON.stringify(short)).not.toContain('"content"');
    const include = ["step_details.tool_calls[*].file_search.results[*].content" as const];
    const [whole] = (await threads.runs.steps.list(run.id, { ...at, include })).data;
    expect(whole?.step_details).toMatchObject(details(results[0] ?? {}));
  });

  it("stands in lists that are an extension, or longer than the runtime's", async () => {
    await using world = await createWorld([]);
    const made = await world.inhouse.threads.create({ metadata: { a: "b" } });
    expect(await get(world, "/threads")).toMatchObject({
      data: [{ id: made.id, metadata: { a: "b" } }],
    });
    for (let count = 0; count < 103; count += 1) {
      const purpose = count === 50 ? "vision" : "assistants";
      await world.inhouse.files.create({ filename: `${count}`, content: "x", purpose });
    }
    const { files } = world.openai;
    expect((await files.list()).data).toHaveLength(103);
    expect((await files.list({ purpose: "vision" })).data).toMatchObject([{ filename: "50" }]);
    const seen: string[] = [];
    for await (const { filename } of files.list({ limit: 101, order: "asc" })) seen.push(filename);
    expect(seen).toEqual(Array.from({ length: 103 }, (_, index) => String(index)));
    expect(await get(world, "/files?limit=101")).toMatchObject({ has_more: true });
  });
});
