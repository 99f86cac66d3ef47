import type { Tool } from "@inhouse/contracts";
import { hang, text, toolCall } from "@inhouse/model-scripted";
import { eventually, VirtualClock } from "@inhouse/testing";
import { describe, expect, it } from "vitest";
import { readUntil, upload } from "./testing/api.ts";
import type { Wire } from "./testing/client.ts";
import { Client, readFrames } from "./testing/client.ts";
import { serve } from "./testing/serve.ts";
import type { World, WorldOptions } from "./testing/world.ts";
import { echoTool, world } from "./testing/world.ts";

/** A world behind a real server, with an assistant. */
interface Served extends AsyncDisposable {
  readonly w: World;
  readonly client: Client;
  readonly url: string;
  readonly assistant: Wire;
}

async function served(
  script: Parameters<typeof world>[0],
  tools: readonly object[] = [],
  options: WorldOptions = {},
): Promise<Served> {
  const w = world(script, options);
  const server = await serve(w.fetch);
  const client = new Client(fetch, server.url);
  const assistant = await client.json("POST", "/assistants", { model: "qwen-max", tools });
  return {
    w,
    client,
    url: server.url,
    assistant,
    async [Symbol.asyncDispose]() {
      await w[Symbol.asyncDispose]();
      await server[Symbol.asyncDispose]();
    },
  };
}

function threadAndRun(assistant: Wire, content = "Hi"): object {
  return { assistant_id: assistant.id, thread: { messages: [{ role: "user", content }] } };
}

// One test for each thing that the SDK's parser falls over, of the bytes on the wire.
describe("what the Python SDK cannot take is never sent", () => {
  it("ends a stream without a space behind the colons", async () => {
    await using s = await served(["Hello."]);
    const { text: bytes } = await s.client.stream("/threads/runs", threadAndRun(s.assistant));
    expect(bytes.endsWith("\n\nevent:done\ndata:[DONE]\n\n")).toBe(true);
    expect(bytes).not.toMatch(/^(event|data): /m);
  });

  it("tells of a fault in the middle without a space, and says nothing behind it", async () => {
    await using s = await served([["He", hang()]]);
    const answer = s.client.send("POST", "/threads/runs", {
      ...threadAndRun(s.assistant),
      stream: true,
    });
    await eventually(() => s.w.model.calls.length > 0);
    await s.w.inhouse.close({ drainMs: 0 });
    const { text: bytes, headers } = await answer;
    const last = readFrames(bytes).at(-1);
    expect(last?.event).toBe("error");
    expect(JSON.parse(last?.data ?? "")).toEqual({
      code: "ServiceUnavailable",
      message: "The server is shutting down.",
      request_id: headers.get("x-request-id"),
    });
  });

  it("keeps each JSON on one line", async () => {
    await using s = await served(["Two\nlines\r\nand\u2028more\u0085still"]);
    const body = threadAndRun(s.assistant, "Line\nbreaks");
    const { text: bytes, frames } = await s.client.stream("/threads/runs", body);
    const blocks = bytes.split("\n\n").slice(0, -1);
    expect(blocks.map((block) => block.split("\n").length)).toEqual(blocks.map(() => 2));
    for (const { data } of frames.slice(0, -1)) expect(() => JSON.parse(data)).not.toThrow();
    // What Python counts as ends of lines beside.
    expect(bytes).not.toMatch(/[\u0085\u2028\u2029]/);
  });

  it("beats its heart in comments", async () => {
    const clock = new VirtualClock();
    await using s = await served([[hang()]], [], { dialect: { clock, heartbeatMs: 15_000 } });
    const response = await fetch(`${s.url}/threads/runs`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ ...threadAndRun(s.assistant), stream: true }),
    });
    const reader = (response.body as ReadableStream<Uint8Array>).getReader();
    await readUntil(reader, "thread.run.in_progress");
    await eventually(() => clock.pending.length > 0, "the timer of the heartbeat");
    await clock.advance(15_000);
    const bytes = await readUntil(reader, "alive\n\n");
    expect(bytes).toBe(": keep-alive\n\n");
    await reader.cancel();
  });

  it("sends streams in chunks, and compresses nothing that a client offers to unpack", async () => {
    await using s = await served(["Hello."]);
    const body = { ...threadAndRun(s.assistant), stream: true };
    const encodings = { "accept-encoding": "gzip, deflate" };
    const { headers } = await s.client.send("POST", "/threads/runs", body, encodings);
    expect(headers.get("transfer-encoding")).toBe("chunked");
    expect(headers.get("content-encoding")).toBeNull();
    expect(headers.get("content-type")).toContain("text/event-stream");
  });

  it("refuses what cannot begin as plain JSON, with a status, also where a stream was asked for", async () => {
    await using s = await served([]);
    const body = { assistant_id: "asst_nobody", stream: true };
    const answer = await s.client.send("POST", "/threads/runs", body);
    expect([answer.status, answer.headers.get("content-type")]).toEqual([404, "application/json"]);
    expect(JSON.parse(answer.text)).toEqual({
      code: "NotFound",
      message: "No assistant found with id 'asst_nobody'.",
      request_id: answer.headers.get("x-request-id"),
    });
  });

  it("sends no null for tools and for the details of a step, and a list as the content of a delta", async () => {
    await using s = await served(["Hello."]);
    expect(s.assistant.tools).toEqual([]);
    const { frames } = await s.client.stream("/threads/runs", threadAndRun(s.assistant));
    for (const { event, data } of frames.slice(0, -1)) {
      const object = JSON.parse(data);
      if (/^thread\.run\.\w+$/.test(event)) expect(object.tools).toEqual([]);
      if (/^thread\.run\.step\.\w+$/.test(event)) expect(object.step_details).toBeTypeOf("object");
      if (event === "thread.message.delta") expect(object.delta.content).toHaveLength(1);
    }
    expect(frames.map((frame) => frame.event)).toContain("thread.message.delta");
  });

  it("puts one part into a delta, however many a message has", async () => {
    await using s = await served([["One.", text("Two."), "Three."]]);
    const { frames } = await s.client.stream("/threads/runs", threadAndRun(s.assistant));
    const deltas = frames.filter((frame) => frame.event === "thread.message.delta");
    const pieces = deltas.map(({ data }) => {
      const { delta } = JSON.parse(data);
      expect(delta).toMatchObject({ role: "assistant", content: [{ type: "text" }], file_ids: [] });
      return delta.content.map((part: { text: { value: string } }) => part.text.value);
    });
    expect(pieces.every((piece) => piece.length === 1)).toBe(true);
    expect(pieces.flat().join("")).toBe("One.Two.Three.");
  });

  it("tells of a code interpreter in texts", async () => {
    const code = { code: "print(1)" };
    await using s = await served(
      [toolCall("code_interpreter", code), "Done."],
      [{ type: "code_interpreter" }],
      { runtime: { tools: [echoTool("code_interpreter")] } },
    );
    const { frames } = await s.client.stream("/threads/runs", threadAndRun(s.assistant));
    const step = frames.find((frame) => frame.event === "thread.run.step.completed");
    expect(JSON.parse(step?.data ?? "").step_details).toEqual({
      type: "tool_calls",
      tool_calls: [
        {
          id: expect.any(String),
          type: "code_interpreter",
          code_interpreter: {
            arguments: JSON.stringify(code),
            output: `ran ${JSON.stringify(code)}`,
          },
        },
      ],
    });
    const deltas = frames.filter((frame) => frame.event === "thread.run.step.delta");
    const told = { arguments: "", output: "" };
    for (const { data } of deltas) {
      const [call] = JSON.parse(data).delta.step_details.tool_calls;
      told.arguments += call.code_interpreter.arguments ?? "";
      told.output += call.code_interpreter.output ?? "";
    }
    expect(told).toEqual({
      arguments: JSON.stringify(code),
      output: `ran ${JSON.stringify(code)}`,
    });
  });

  it("tells of calls that code made when its step is completed, in the words of any call", async () => {
    const draw = echoTool("text_to_image");
    const code: Tool = {
      ...echoTool("code_interpreter"),
      callsTools: { maxCalls: 1 },
      execute: async (_, { tools }) => tools.call("text_to_image", {}),
    };
    await using s = await served(
      [toolCall("code_interpreter", {}), "Done."],
      [{ type: "code_interpreter" }, { type: "text_to_image" }],
      { runtime: { tools: [code, draw] } },
    );
    const { frames } = await s.client.stream("/threads/runs", threadAndRun(s.assistant));
    const step = frames.find((frame) => frame.event === "thread.run.step.completed");
    const output = "ran {}";
    expect(JSON.parse(step?.data ?? "").step_details.tool_calls).toEqual([
      {
        id: expect.any(String),
        type: "code_interpreter",
        code_interpreter: { arguments: "{}", output },
      },
      { id: expect.any(String), type: "text_to_image", text_to_image: { arguments: "{}", output } },
    ]);
    const deltas = frames.filter((frame) => frame.event === "thread.run.step.delta");
    expect(deltas.some(({ data }) => data.includes("text_to_image"))).toBe(false);
  });

  it("names an image's file where the SDK keeps it, too", async () => {
    await using s = await served([]);
    const fileId = await upload(s.w.fetch, "png");
    const thread = await s.client.json("POST", "/threads", "");
    const content = [{ type: "image_file", image_file: { file_id: fileId } }];
    const body = { role: "user", content };
    const message = await s.client.json("POST", `/threads/${thread.id}/messages`, body);
    expect(message).toMatchObject({ content, file_ids: [fileId] });
  });

  it("answers 200 with a JSON body to DELETE", async () => {
    await using s = await served([]);
    const answer = await s.client.send("DELETE", `/assistants/${s.assistant.id}`);
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.text)).toMatchObject({ id: s.assistant.id, deleted: true });
  });

  it("neither takes nor sends metadata that would be taken for an object", async () => {
    await using s = await served([]);
    const metadata = { object: "thread", a: "b" };
    const { code, message } = await s.client.json("POST", "/threads", { metadata }, 400);
    expect([code, message]).toEqual([
      "InvalidParameter",
      "'metadata.object' must be something else than the name of an object of this API, but it is 'thread'.",
    ]);
    const thread = await s.w.inhouse.threads.create({ metadata });
    expect(await s.client.json("GET", `/threads/${thread.id}`)).toMatchObject({
      metadata: { a: "b" },
    });
    const harmless = { metadata: { object: "a lamp" } };
    expect(await s.client.json("POST", "/threads", harmless)).toMatchObject(harmless);
  });
});
