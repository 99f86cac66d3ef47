import { hang, text, toolCall } from "@inhouse/model-scripted";
import { OpenAI } from "openai";
import type { FunctionTool } from "openai/resources/beta/assistants";
import { describe, expect, it } from "vitest";
import { createOpenAIFetch } from "./dialect/create-openai-fetch.ts";
import { connect, sdks } from "./testing/sdks.ts";
import type { World } from "./testing/world.ts";
import { createWorld, lookUp } from "./testing/world.ts";

/** A run that says something and is then silent. */
const endless = [text("So"), hang()];

async function begin(world: World): Promise<{ assistant_id: string; thread: string }> {
  const { assistants, threads } = world.openai.beta;
  const { id } = await assistants.create({ model: "demo", tools: [lookUp as FunctionTool] });
  const thread = await threads.create({ messages: [{ role: "user", content: "Hi" }] });
  return { assistant_id: id, thread: thread.id };
}

/** Everything an SDK asked for, and what it was answered. */
function recorded(world: World): {
  calls: [string, RequestInit | undefined, Response][];
  openai: OpenAI;
} {
  const calls: [string, RequestInit | undefined, Response][] = [];
  const openai = new OpenAI({
    apiKey: "unused",
    baseURL: world.baseURL,
    async fetch(url, init) {
      const response = await world.fetch(url as string, init as RequestInit);
      calls.push([String(url), init as RequestInit, response.clone()]);
      return response;
    },
  });
  return { calls, openai };
}

describe("the contract of fetch", () => {
  it("F1: takes any scheme and host, without a `this`", async () => {
    await using world = await createWorld([]);
    const call = createOpenAIFetch(world.inhouse, { basePath: "/deep/v1" });
    for (const base of ["inproc://x/deep/v1", "https://api.openai.com/deep/v1"]) {
      expect((await call.call(undefined, `${base}/assistants?limit=1`)).status).toBe(200);
    }
  });

  it("F2: answers real responses of a JSON type", async () => {
    await using world = await createWorld([]);
    const response = await world.fetch(`${world.baseURL}/assistants`);
    expect(response).toBeInstanceOf(globalThis.Response);
    expect(response.headers.get("content-type")).toMatch(/^application\/json/);
  });

  it("F3: does nothing for a signal that was aborted before", async () => {
    await using world = await createWorld([]);
    const create = world.openai.beta.threads.create({}, { signal: AbortSignal.abort() });
    await expect(create).rejects.toMatchObject({ name: "Error", message: "Request was aborted." });
    expect((await world.inhouse.threads.list()).data).toEqual([]);
  });

  it.each(sdks)("F4: ends a stream that is aborted, and the run goes on: $name", async (sdk) => {
    await using world = await createWorld([endless], { sdk });
    const { thread, ...body } = await begin(world);
    const stream = world.openai.beta.threads.runs.stream(thread, body);
    const done = stream.done();
    stream.on("textDelta", () => stream.abort());
    await expect(done).rejects.toThrow("Request was aborted.");
    const [run] = (await world.inhouse.runs.list(thread)).data;
    expect(run?.status).toBe("in_progress");
  });

  it.each(sdks)(
    "F5: lets a reader break out, and cancels the run only if told to: $name",
    async (sdk) => {
      for (const cancelOnDisconnect of [false, true]) {
        await using world = await createWorld([endless], { sdk, cancelOnDisconnect });
        const { thread, ...body } = await begin(world);
        const stream = await world.openai.beta.threads.runs.create(thread, {
          ...body,
          stream: true,
        });
        for await (const { event } of stream) if (event === "thread.message.delta") break;
        const [run] = (await world.inhouse.runs.list(thread)).data;
        if (!cancelOnDisconnect) expect(run?.status).toBe("in_progress");
        else {
          const ended = await world.inhouse.runs.wait(run?.id ?? "", { until: "end" });
          expect(ended.status).toBe("cancelled");
        }
      }
    },
  );

  it("F6: never throws, and asks nobody to repeat what may have happened", async () => {
    await using world = await createWorld([]);
    await world.inhouse.close();
    const { calls, openai } = recorded(world);
    await expect(openai.beta.threads.create()).rejects.toMatchObject({ status: 503 });
    expect(calls).toHaveLength(1);
    expect(calls[0]?.[2].headers.get("x-should-retry")).toBe("false");
  });

  it("F7: answers what an SDK would repeat with no status of those, a lock foremost", async () => {
    await using world = await createWorld([endless]);
    const { thread, ...body } = await begin(world);
    await world.openai.beta.threads.runs.create(thread, body);
    const { calls, openai } = recorded(world);
    const second = openai.beta.threads.runs.create(thread, body);
    await expect(second).rejects.toBeInstanceOf(OpenAI.BadRequestError);
    expect(calls).toHaveLength(1);
  });

  it("F8: has the SDK throw its own classes, with type, code and param", async () => {
    await using world = await createWorld([], { authenticate: () => "default" });
    const { assistants } = world.openai.beta;
    await expect(assistants.retrieve("asst_x")).rejects.toBeInstanceOf(OpenAI.NotFoundError);
    const bad = assistants.create({ model: "demo", metadata: { k: 1 as unknown as string } });
    await expect(bad).rejects.toMatchObject({
      message: "400 Invalid type for 'metadata.k': expected a string, but got an integer instead.",
      type: "invalid_request_error",
      code: "invalid_type",
      param: "metadata.k",
    });
    await using closed = await createWorld([], { authenticate: () => null });
    const refused = closed.openai.beta.assistants.list();
    await expect(refused).rejects.toBeInstanceOf(OpenAI.AuthenticationError);
    await expect(refused).rejects.toMatchObject({ code: "invalid_api_key" });
  });

  it("F9: numbers requests, for errors and objects alike", async () => {
    await using world = await createWorld([], { newRequestId: () => "req_7" });
    const { threads } = world.openai.beta;
    expect(await threads.create()).toHaveProperty("_request_id", "req_7");
    await expect(threads.retrieve("thread_x")).rejects.toMatchObject({ requestID: "req_7" });
  });

  it("F10, F11: tells pollers how long to wait, and lets helpers wait for the run itself", async () => {
    await using world = await createWorld([toolCall("look_up", {})]);
    const { thread, ...body } = await begin(world);
    const { calls, openai } = recorded(world);
    const run = await openai.beta.threads.runs.createAndPoll(thread, body);
    expect(run.status).toBe("requires_action");
    expect(calls).toHaveLength(2);
    expect(calls[1]?.[2].headers.get("openai-poll-after-ms")).toBe("100");
  });

  it("F10, F11: wakes a helper that is told to ask more often than the run has news", async () => {
    await using world = await createWorld([endless], { longPollMs: 0, pollAfterMs: 0 });
    const { thread, ...body } = await begin(world);
    const { calls, openai } = recorded(world);
    const polled = openai.beta.threads.runs.createAndPoll(thread, body, { pollIntervalMs: 1 });
    while (calls.length < 4) await new Promise((resolve) => setImmediate(resolve));
    const [active] = (await world.inhouse.runs.list(thread)).data;
    await world.inhouse.runs.cancel(active?.id ?? "");
    expect((await polled).status).toBe("cancelled");
  });

  it.each(sdks)("F10, F11: answers a helper before its SDK gives up: $name", async (sdk) => {
    await using world = await createWorld([endless], { sdk, pollAfterMs: 0 });
    const { thread, ...body } = await begin(world);
    let asked = 0;
    const client = connect(sdk, world.baseURL, async (url, init) => {
      asked += 1;
      return world.fetch(url as string, init as RequestInit);
    });
    const polled = client.beta.threads.runs.createAndPoll(thread, body, { timeout: 1_000 });
    while (asked < 3) await new Promise((resolve) => setTimeout(resolve, 10));
    const [active] = (await world.inhouse.runs.list(thread)).data;
    await world.inhouse.runs.cancel(active?.id ?? "");
    expect((await polled).status).toBe("cancelled");
  });

  it.each(sdks)("F12: reads the uploads of every major: $name", async (sdk) => {
    await using world = await createWorld([], { sdk });
    const file = new File(["äöü"], "ü b.txt");
    const made = await world.openai.files.create({ file, purpose: "assistants" });
    expect(made).toMatchObject({ filename: "ü b.txt", bytes: 6 });
  });

  it("F13: asks for no body where the SDK sends none", async () => {
    await using world = await createWorld([toolCall("look_up", {})]);
    const { thread, ...body } = await begin(world);
    const run = await world.openai.beta.threads.runs.createAndPoll(thread, body);
    const url = `${world.baseURL}/threads/${thread}/runs/${run.id}/cancel`;
    expect((await world.fetch(url, { method: "POST" })).status).toBe(200);
    const headers = { "content-type": "application/json" };
    expect((await world.fetch(`${world.baseURL}/threads/${thread}`, { headers })).status).toBe(200);
  });

  it("F14: reads lists in queries, and refuses what they may not hold", async () => {
    await using world = await createWorld(["Hi."]);
    const { thread, ...body } = await begin(world);
    const include = ["step_details.tool_calls[*].file_search.results[*].content" as const];
    const run = await world.openai.beta.threads.runs.create(thread, { ...body, include });
    await world.inhouse.runs.wait(run.id);
    const at = { thread_id: thread, include };
    const { threads } = world.openai.beta;
    expect((await threads.runs.steps.list(run.id, at)).data).toHaveLength(1);
    const wrong = threads.runs.steps.list(run.id, { ...at, include: ["all" as never] });
    await expect(wrong).rejects.toMatchObject({ status: 400, param: "include[0]" });
  });

  it.each(["retrieve", "messages"])("F15: takes an empty id for no list: %s", async (what) => {
    await using world = await createWorld([]);
    const { threads } = world.openai.beta;
    const { id } = await threads.create();
    const call =
      what === "retrieve"
        ? threads.runs.retrieve("", { thread_id: id })
        : threads.messages.retrieve("", { thread_id: id });
    await expect(call).rejects.toMatchObject({ status: 404, code: "unknown_url" });
  });

  it("F16: makes an empty thread of `{}`, and of nothing", async () => {
    await using world = await createWorld([]);
    expect(await world.openai.beta.threads.create()).toMatchObject({
      metadata: {},
      tool_resources: {},
    });
    expect((await world.fetch(`${world.baseURL}/threads`, { method: "POST" })).status).toBe(200);
  });

  it("F17: answers a file's content as it is, and as no page of its site", async () => {
    await using world = await createWorld([]);
    const file = await world.inhouse.files.create({ filename: "a.html", content: "<script>" });
    const response = await world.openai.files.content(file.id);
    expect(await response.text()).toBe("<script>");
    expect(response.headers.get("content-disposition")).toMatch(/^attachment;/);
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
  });
});
