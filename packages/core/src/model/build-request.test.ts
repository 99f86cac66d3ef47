import { scriptedModel, toolCall } from "@inhouse/model-scripted";
import { describe, expect, test } from "vitest";
import type { PromptMessage } from "../context/prompt-message.ts";
import { answerOf, engines, failureOf, modelCall } from "../test-support/model-call.ts";
import type { ModelCall } from "./model-call.ts";

const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const plot = { fileId: "file_1", filename: "plot.png", mediaType: "image/png" };
const gone = { fileId: "file_2", filename: "gone.png", mediaType: "image/png" };
const readFile = (id: string) => Promise.resolve(id === "file_1" ? png : undefined);
const hello: PromptMessage = { role: "user", content: [{ type: "text", text: "Hello" }] };

describe.each(engines)("through $name", (engine) => {
  /** What the model is sent. */
  async function sent(changes: Partial<ModelCall>) {
    const model = scriptedModel([toolCall("search")], {
      supportedUrls: { "image/*": [/^https:/] },
    });
    const { error } = await answerOf(modelCall(model, { readFile, ...changes }), engine);
    expect(error).toBeUndefined();
    const options = model.calls[0]?.options;
    if (options === undefined) throw new Error("the model was not called");
    return options;
  }

  test("settings that are null are not sent", async () => {
    const options = await sent({ instructions: null, tools: [] });
    expect(options.prompt.map((message) => message.role)).toEqual(["user"]);
    expect(options.providerOptions).toEqual({});
    const { temperature, topP, maxOutputTokens, tools } = options;
    expect([temperature, topP, maxOutputTokens, tools]).toEqual(Array(4).fill(undefined));
  });

  test("settings are sent", async () => {
    const options = await sent({
      temperature: 0.5,
      topP: 0.9,
      maxOutputTokens: 7,
      reasoningEffort: "low",
      toolChoice: { functionName: "search" },
      providerOptions: { acme: { deep: true } },
    });
    expect(options).toMatchObject({
      temperature: 0.5,
      topP: 0.9,
      maxOutputTokens: 7,
      reasoning: "low",
      toolChoice: { type: "tool", toolName: "search" },
      providerOptions: { acme: { deep: true } },
    });
    expect(options.prompt[0]).toMatchObject({ role: "system", content: "Be brief." });
  });

  test("a tool choice without tools is not sent, for providers refuse it", async () => {
    const options = await sent({ tools: [], toolChoice: "required" });
    expect(options.toolChoice).toEqual({ type: "auto" });
  });

  test("tools are sent in one order, whatever order they come in", async () => {
    const tool = (name: string) => ({ name, description: "D.", parameters: { type: "object" } });
    const strict = { ...tool("b"), strict: true };
    const { tools } = await sent({ tools: [tool("c"), strict, tool("__proto__"), tool("a")] });
    expect(tools).toEqual([
      { type: "function", name: "__proto__", description: "D.", inputSchema: { type: "object" } },
      { type: "function", name: "a", description: "D.", inputSchema: { type: "object" } },
      {
        type: "function",
        name: "b",
        description: "D.",
        inputSchema: { type: "object" },
        strict: true,
      },
      { type: "function", name: "c", description: "D.", inputSchema: { type: "object" } },
    ]);
  });

  test("the form of the answer is asked for", async () => {
    const schema = { type: "object", properties: { a: { type: "string" } } };
    const jsonSchema = { name: "answer", description: "An answer.", schema };
    expect((await sent({})).responseFormat?.type ?? "text").toBe("text");
    const any = await sent({ responseFormat: { type: "json_object" } });
    expect(any.responseFormat).toEqual({ type: "json" });
    const typed = await sent({ responseFormat: { type: "json_schema", jsonSchema } });
    expect(typed.responseFormat).toEqual({ type: "json", ...jsonSchema });
  });

  test("files go as bytes, images by their address, and what is gone as a note", async () => {
    const { prompt } = await sent({
      instructions: null,
      messages: [
        {
          role: "user",
          content: [
            { type: "file", file: plot, detail: "low" },
            { type: "image_url", url: "https://a.test/b.png", detail: "high" },
            { type: "image_url", url: "data:image/png;base64,iVBORw0KGgo=", detail: "auto" },
            { type: "file", file: gone },
            { type: "image_url", url: "nonsense", detail: "auto" },
          ],
        },
      ],
    });
    expect(prompt[0]?.content).toMatchObject([
      {
        type: "file",
        mediaType: "image/png",
        filename: "plot.png",
        data: { type: "data", data: png },
        providerOptions: { openai: { imageDetail: "low" } },
      },
      {
        type: "file",
        mediaType: "image",
        data: { type: "url", url: new URL("https://a.test/b.png") },
        providerOptions: { openai: { imageDetail: "high" } },
      },
      { type: "file", mediaType: "image/png", data: { type: "data", data: "iVBORw0KGgo=" } },
      { type: "text", text: "[The file 'gone.png' no longer exists.]" },
      { type: "text", text: "[An image whose address is no URL: nonsense]" },
    ]);
  });

  test("an answer goes back with what its provider said of it", async () => {
    const seal = (name: string) => ({ acme: { seal: name } });
    const { prompt } = await sent({
      instructions: null,
      messages: [
        hello,
        {
          role: "assistant",
          content: [
            { type: "reasoning", text: "hm", providerMetadata: seal("r") },
            {
              type: "opaque",
              value: { type: "custom", kind: "acme.x", providerMetadata: seal("o") },
            },
            {
              type: "opaque",
              value: { type: "reasoning-file", mediaType: "image/png", data: "aGk=" },
            },
            { type: "opaque", value: { type: "from the future" } },
            { type: "text", text: "so", providerMetadata: seal("t") },
            {
              type: "tool_call",
              toolCallId: "p1",
              name: "web",
              input: {},
              providerExecuted: true,
              providerMetadata: seal("p"),
            },
            { type: "provider_result", toolCallId: "p1", name: "web", output: [1], isError: false },
            {
              type: "tool_call",
              toolCallId: "c1",
              name: "search",
              input: { q: 1 },
              providerExecuted: false,
              providerMetadata: seal("c"),
            },
          ],
        },
        {
          role: "tool",
          content: [
            {
              type: "tool_result",
              toolCallId: "c1",
              name: "search",
              output: "no",
              isError: true,
              images: [],
            },
          ],
        },
      ],
    });
    expect(prompt[1]?.content).toMatchObject([
      { type: "reasoning", text: "hm", providerOptions: seal("r") },
      { type: "custom", kind: "acme.x", providerOptions: seal("o") },
      { type: "reasoning-file", mediaType: "image/png", data: { type: "data", data: "aGk=" } },
      { type: "text", text: "so", providerOptions: seal("t") },
      { type: "tool-call", toolCallId: "p1", providerExecuted: true, providerOptions: seal("p") },
      { type: "tool-result", toolCallId: "p1", output: { type: "json", value: [1] } },
      { type: "tool-call", toolCallId: "c1", input: { q: 1 }, providerOptions: seal("c") },
    ]);
    expect(prompt[2]?.content).toMatchObject([
      { type: "tool-result", toolCallId: "c1", output: { type: "error-text", value: "no" } },
    ]);
  });

  test("what a tool shows comes behind all results, from the user", async () => {
    const call = (toolCallId: string) =>
      ({
        type: "tool_call",
        toolCallId,
        name: "draw",
        input: {},
        providerExecuted: false,
      }) as const;
    const result = (toolCallId: string) =>
      ({ type: "tool_result", toolCallId, name: "draw", output: "ok", isError: false }) as const;
    const { prompt } = await sent({
      instructions: null,
      messages: [
        hello,
        { role: "assistant", content: [call("c1"), call("c2")] },
        {
          role: "tool",
          content: [
            { ...result("c1"), images: [plot] },
            { ...result("c2"), images: [] },
          ],
        },
        hello,
      ],
    });
    expect(prompt.map((message) => message.role)).toEqual(["user", "assistant", "tool", "user"]);
    expect(prompt[2]?.content).toHaveLength(2);
    expect(prompt[3]?.content).toMatchObject([
      { type: "text", text: "[Shown by the tool draw, call c1:]" },
      { type: "file", data: { type: "data", data: png } },
      { type: "text", text: "Hello" },
    ]);
  });

  test("images that the provider cannot fetch are fetched by the caller's function", async () => {
    const url = "http://127.0.0.1:9/inside.png";
    const { prompt } = await sent({
      instructions: null,
      messages: [{ role: "user", content: [{ type: "image_url", url, detail: "auto" }] }],
      fetchUrl: (asked) => {
        expect(asked.href).toBe(url);
        return Promise.resolve({ bytes: png, mediaType: "image/png" });
      },
    });
    expect(prompt[0]?.content).toMatchObject([{ type: "file", data: { type: "data", data: png } }]);
  });

  test("images that the provider fetches by itself are not fetched here", async () => {
    const images = ["https://images.example/a.png", "http://images.example/b.png"];
    const asked: string[] = [];
    const { prompt } = await sent({
      instructions: null,
      messages: [
        {
          role: "user",
          content: images.map((url) => ({ type: "image_url", url, detail: "auto" }) as const),
        },
      ],
      fetchUrl: (url) => {
        asked.push(url.href);
        return Promise.resolve({ bytes: png });
      },
    });
    expect(asked).toEqual(["http://images.example/b.png"]);
    expect(prompt[0]?.content).toMatchObject([
      { data: { type: "url" } },
      { mediaType: "image/png", data: { type: "data", data: png } },
    ]);
  });

  test("a plainly private address is never fetched without one", async () => {
    const url = "http://127.0.0.1:9/inside.png";
    const call = modelCall(scriptedModel(["a"]), {
      messages: [{ role: "user", content: [{ type: "image_url", url, detail: "auto" }] }],
    });
    expect(failureOf(await answerOf(call, engine))).toEqual(["invalid_prompt", false]);
  });
});
