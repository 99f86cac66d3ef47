import type { TurnRequest } from "@inhouse/model-scripted";
import { delay, fail, finish, hang, toolCall } from "@inhouse/model-scripted";
import { eventually } from "@inhouse/testing";
import { describe, expect, it } from "vitest";
import { ended, readUntil } from "../testing/api.ts";
import type { Client, Frame, Wire } from "../testing/client.ts";
import { Client as WireClient } from "../testing/client.ts";
import { serve } from "../testing/serve.ts";
import { echoTool, storages, weather, world } from "../testing/world.ts";

/** A thread with something to answer. */
const thread = { messages: [{ role: "user", content: "Hi" }] };

async function assistantOf(client: Client, tools: readonly object[] = []): Promise<string> {
  return (await client.json("POST", "/assistants", { model: "qwen-max", tools })).id;
}

function names(frames: readonly Frame[]): string[] {
  return frames.map((frame) => frame.event.replace(/^thread\./, ""));
}

function objectOf(frame: Frame | undefined): Wire {
  return JSON.parse(frame?.data ?? "null");
}

function joined(frames: readonly Frame[]): string {
  return frames
    .filter((frame) => frame.event === "thread.message.delta")
    .map(({ data }) => JSON.parse(data).delta.content[0].text.value)
    .join("");
}

const messageStep = [
  "run.step.created",
  "run.step.in_progress",
  "message.created",
  "message.in_progress",
  "message.delta",
  "message.completed",
  "run.step.completed",
];

describe.each(storages)("on $name", ({ open }) => {
  it("shows a plain run in the service's order, and stores what it shows", async () => {
    await using opened = await open();
    await using w = world(["Hello."], { runtime: { storage: opened.storage } });
    const { client } = w;
    const { frames } = await client.stream("/threads/runs", {
      assistant_id: await assistantOf(client),
      thread,
    });
    expect(names(frames)).toEqual([
      "created",
      "run.created",
      "run.queued",
      "run.in_progress",
      ...messageStep,
      "run.completed",
      "done",
    ]);
    const ids = frames.slice(0, -1).map((frame) => objectOf(frame).request_id);
    expect(new Set(ids).size).toBe(1);
    expect(
      objectOf(frames.find((frame) => frame.event === "thread.message.created")),
    ).toMatchObject({ content: [] });
    const run = objectOf(frames.at(-2));
    expect(run).toMatchObject({ status: "completed", usage: { total_tokens: expect.any(Number) } });
    const path = `/threads/${run.thread_id}`;
    const polled = await client.json("GET", `${path}/runs/${run.id}`);
    expect({ ...polled, request_id: run.request_id }).toEqual(run);
    const { data } = await client.json("GET", `${path}/messages?limit=1`);
    expect(data[0]?.content).toEqual([
      { type: "text", text: { value: joined(frames), annotations: [] } },
    ]);
  });

  it("goes on with a stream where the outputs came in", async () => {
    await using opened = await open();
    const script = [toolCall("get_weather", { place: "Oslo" }), "It rains."];
    await using w = world(script, { runtime: { storage: opened.storage } });
    const { client } = w;
    const { frames } = await client.stream("/threads/runs", {
      assistant_id: await assistantOf(client, [weather]),
      thread,
    });
    expect(names(frames)).toEqual([
      "created",
      "run.created",
      "run.queued",
      "run.in_progress",
      "run.step.created",
      "run.step.in_progress",
      "run.requires_action",
      "done",
    ]);
    const waiting = objectOf(frames.at(-2));
    const path = `/threads/${waiting.thread_id}/runs/${waiting.id}`;
    const more = await client.stream(`${path}/submit_tool_outputs`, {
      tool_outputs: [{ tool_call_id: "", output: "Rain" }],
    });
    expect(names(more.frames)).toEqual([
      "run.step.completed",
      "run.queued",
      "run.in_progress",
      ...messageStep,
      "run.completed",
      "done",
    ]);
    expect(objectOf(more.frames[0]).step_details).toMatchObject({
      tool_calls: [{ function: { name: "get_weather", output: "Rain" } }],
    });
    expect(joined(more.frames)).toBe("It rains.");
  });
});

it("shows a tool of the service as a step of its own, before the message", async () => {
  await using w = world([toolCall("code_interpreter", { code: "1" }), "One."], {
    runtime: { tools: [echoTool("code_interpreter")] },
  });
  const { client } = w;
  const { id } = await client.json("POST", "/threads", thread);
  const { frames } = await client.stream(`/threads/${id}/runs`, {
    assistant_id: await assistantOf(client, [{ type: "code_interpreter" }]),
  });
  const shown = names(frames).filter((name, index, all) => name !== all[index - 1]);
  expect(shown).toEqual([
    "run.created",
    "run.queued",
    "run.in_progress",
    "run.step.created",
    "run.step.in_progress",
    "run.step.delta",
    "run.step.completed",
    ...messageStep,
    "run.completed",
    "done",
  ]);
  expect(objectOf(frames[3]).step_details).toEqual({ type: "tool_calls", tool_calls: [] });
});

it("says in a stream that a run has failed", async () => {
  await using w = world([fail({ status: 401, message: "bad key" })]);
  const { frames } = await w.client.stream("/threads/runs", {
    assistant_id: await assistantOf(w.client),
    thread,
  });
  expect(names(frames).slice(-2)).toEqual(["run.failed", "done"]);
  expect(objectOf(frames.at(-2))).toMatchObject({
    status: "failed",
    last_error: { code: "server_error", message: expect.any(String) },
  });
});

it("says that an answer cut at its length is completed, to readers and to pollers", async () => {
  await using w = world([["Half an", finish("length")]]);
  const { client } = w;
  const { frames } = await client.stream("/threads/runs", {
    assistant_id: await assistantOf(client),
    thread,
    max_tokens: 2,
  });
  expect(names(frames).slice(-2)).toEqual(["run.completed", "done"]);
  const run = objectOf(frames.at(-2));
  const path = `/threads/${run.thread_id}`;
  expect(await client.json("GET", `${path}/runs/${run.id}`)).toMatchObject({
    status: "completed",
    max_tokens: 2,
  });
  expect(
    (await w.inhouse.runs.list((await w.inhouse.threads.list()).data[0]?.id ?? "")).data,
  ).toMatchObject([{ status: "incomplete" }]);
});

/** Answers in two pieces, the second when it is let. */
function gate(): { readonly script: (request: TurnRequest) => Promise<string>; open(): void } {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return {
    script: async () => {
      await opened;
      return "The whole answer.";
    },
    open: () => open(),
  };
}

it("lets a run go on when its reader leaves", async () => {
  const { script, open } = gate();
  await using w = world(script);
  await using server = await serve(w.fetch);
  const client = new WireClient(fetch, server.url);
  const reading = new AbortController();
  const response = await fetch(`${server.url}/threads/runs`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ assistant_id: await assistantOf(client), thread, stream: true }),
    signal: reading.signal,
  });
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  const bytes = await readUntil(reader, "thread.run.created");
  const threadId = /"id":"(thread_[0-9a-f-]+)"/.exec(bytes)?.[1];
  reading.abort();
  open();
  const { data } = await client.json("GET", `/threads/${threadId}/runs`);
  const run = await ended(client, `/threads/${threadId}/runs/${data[0]?.id}`);
  expect(run.status).toBe("completed");
  const messages = await client.json("GET", `/threads/${threadId}/messages`);
  expect(messages.data[0]?.content).toMatchObject([{ text: { value: "The whole answer." } }]);
});

it("cancels a run when its reader leaves, where that was asked for", async () => {
  await using w = world([["He", delay(0), hang()]], { dialect: { cancelOnDisconnect: true } });
  const reading = new AbortController();
  const response = await w.fetch("http://in-process/api/v1/threads/runs", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ assistant_id: await assistantOf(w.client), thread, stream: true }),
    signal: reading.signal,
  });
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  const bytes = await readUntil(reader, "thread.message.delta");
  await reader.cancel();
  const [, run, threadId] =
    /"id":"(run_[0-9a-f-]+)","object":"thread.run","created_at":\d+,"thread_id":"([^"]+)"/.exec(
      bytes,
    ) ?? [];
  const path = `/threads/${threadId}/runs/${run}`;
  expect((await ended(w.client, path)).status).toBe("cancelled");
});

it("cancels a run on request, and its waiter comes to an end", async () => {
  await using w = world([[hang()]]);
  const { client } = w;
  const run = await client.json("POST", "/threads/runs", {
    assistant_id: await assistantOf(client),
    thread,
  });
  await eventually(() => w.model.calls.length > 0);
  const path = `/threads/${run.thread_id}/runs/${run.id}`;
  const cancelled = await client.json("POST", `${path}/cancel`, {});
  expect(["cancelling", "cancelled"]).toContain(cancelled.status);
  expect((await ended(client, path)).status).toBe("cancelled");
});
