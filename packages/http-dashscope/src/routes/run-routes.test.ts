import { toolCall } from "@inhouse/model-scripted";
import { describe, expect, it } from "vitest";
import { ended, milliseconds, requestId, wireId } from "../testing/api.ts";
import { storages, weather, world } from "../testing/world.ts";

describe.each(storages)("on $name", ({ open }) => {
  it("answers all endpoints of runs and steps", async () => {
    await using opened = await open();
    const script = [toolCall("get_weather", { place: "Oslo" }), "It rains.", "Hello."];
    await using w = world(script, { runtime: { storage: opened.storage } });
    const { client } = w;
    const assistant = await client.json("POST", "/assistants", {
      model: "qwen-max",
      tools: [weather],
      max_tokens: 500,
      top_k: 3,
    });
    const thread = await client.json("POST", "/threads", "");
    await client.json("POST", `/threads/${thread.id}/messages`, { content: "Umbrella?" });
    const created = await client.json("POST", `/threads/${thread.id}/runs`, {
      assistant_id: assistant.id,
      additional_instructions: "Hurry.",
      stream: false,
      temperature: null,
    });
    expect(created).toEqual({
      id: wireId("run"),
      object: "thread.run",
      created_at: milliseconds,
      thread_id: thread.id,
      assistant_id: assistant.id,
      status: "queued",
      last_error: null,
      required_action: null,
      expires_at: null,
      started_at: null,
      cancelled_at: null,
      failed_at: null,
      completed_at: null,
      model: "qwen-max",
      instructions: "Hurry.",
      tools: [weather],
      file_ids: [],
      metadata: {},
      temperature: null,
      top_p: null,
      top_k: 3,
      max_tokens: 500,
      truncation_strategy: { type: "last_messages", last_messages: 10 },
      usage: null,
      request_id: requestId,
    });
    const path = `/threads/${thread.id}/runs/${created.id}`;
    const waiting = await ended(client, path);
    const call = {
      id: expect.any(String),
      type: "function",
      function: { name: "get_weather", arguments: '{"place":"Oslo"}' },
    };
    expect(waiting).toMatchObject({
      status: "requires_action",
      required_action: { type: "submit_tool_outputs", submit_tool_outputs: { tool_calls: [call] } },
    });
    const outputs = { tool_outputs: [{ output: "Rain" }] };
    const resumed = await client.json("POST", `${path}/submit_tool_outputs`, outputs);
    expect(resumed).toMatchObject({ status: "queued", required_action: null });
    const done = await ended(client, path);
    const tokens = expect.any(Number);
    expect(done).toMatchObject({
      status: "completed",
      usage: {
        input_tokens: tokens,
        output_tokens: tokens,
        total_tokens: tokens,
        prompt_tokens: tokens,
        completion_tokens: tokens,
      },
    });
    expect(await client.json("POST", path, { metadata: { k: "v" } })).toMatchObject({
      metadata: { k: "v" },
    });
    expect(await client.json("POST", path, { metadata: null })).toMatchObject({
      metadata: { k: "v" },
    });
    await client.json("POST", `${path}/cancel`, undefined, 409);

    const steps = await client.json("GET", `${path}/steps?order=asc`);
    const base = {
      id: wireId("step"),
      object: "thread.run.step",
      created_at: milliseconds,
      assistant_id: assistant.id,
      thread_id: thread.id,
      run_id: created.id,
      status: "completed",
      last_error: null,
    };
    expect(steps.data).toMatchObject([
      {
        ...base,
        type: "tool_calls",
        step_details: {
          type: "tool_calls",
          tool_calls: [{ ...call, function: { ...call.function, output: "Rain" } }],
        },
      },
      {
        ...base,
        type: "message_creation",
        step_details: {
          type: "message_creation",
          message_creation: { message_id: wireId("message") },
        },
      },
    ]);
    expect(await client.json("GET", `${path}/steps/${steps.data[0]?.id}`)).toMatchObject(base);

    const both = await client.json("POST", "/threads/runs", {
      assistant_id: assistant.id,
      thread: { messages: [{ role: "user", content: "Hi" }], metadata: { of: "both" } },
    });
    expect(await ended(client, `/threads/${both.thread_id}/runs/${both.id}`)).toMatchObject({
      status: "completed",
    });
    const runs = await client.json("GET", `/threads/${thread.id}/runs`);
    expect(runs.data.map((run) => run.id)).toEqual([created.id]);
    // Not the run of another thread, although there is one.
    await client.json("GET", `/threads/${thread.id}/runs/${both.id}`, undefined, 404);
    const { providerOptions, maxOutputTokens } = w.model.calls[0]?.options ?? {};
    expect([providerOptions, maxOutputTokens]).toEqual([
      { dashscope: { top_k: 3, max_tokens: 500 } },
      500,
    ]);
  });
});
