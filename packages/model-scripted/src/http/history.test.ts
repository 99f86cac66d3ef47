import type { ModelMessage } from "ai";
import { generateText, isStepCount, jsonSchema, tool } from "ai";
import { describe, expect, test } from "vitest";
import { startFakeOpenAI } from "../http.ts";
import type { Script, TurnRequest } from "../index.ts";
import { drop, reasoning, scriptedModel, text, toolCall, toolCalls } from "../index.ts";
import { callModel, textOf } from "../test-support/call-model.ts";
import { apis, fakedModel } from "../test-support/open-ai-models.ts";

const lookUp: Script = ({ toolResults }) =>
  toolResults.length > 0
    ? `It is ${toolResults.map((result) => result.text).join(" and ")}.`
    : toolCalls([
        { name: "weather", input: { city: "Oslo" } },
        { name: "weather", input: { city: "Rome" } },
      ]);

const withWeather = {
  prompt: "Weather?",
  instructions: "Be brief.",
  stopWhen: isStepCount(3),
  tools: {
    weather: tool({
      description: "Tells the weather.",
      inputSchema: jsonSchema<{ city: string }>({ type: "object" }),
      execute: async ({ city }) => `sun in ${city}`,
    }),
  },
};

function comparable(request: TurnRequest | undefined): unknown {
  return JSON.parse(
    JSON.stringify({ ...request, modelId: undefined, signal: undefined }, (key, value) =>
      key === "providerOptions" || key === "$schema" ? undefined : value,
    ),
  );
}

test.each(apis)(
  "a turn function gets the same request in process as over the %s API",
  async (api) => {
    const local = scriptedModel(lookUp);
    await using faked = await fakedModel(api, lookUp);
    const here = await generateText({ ...withWeather, model: local });
    const there = await generateText({ ...withWeather, model: faked.model });
    expect(there.text).toBe("It is sun in Oslo and sun in Rome.");
    expect(here.text).toBe(there.text);
    expect(local.calls).toHaveLength(2);
    expect(faked.server.requests.map(({ request }) => comparable(request))).toEqual(
      local.calls.map(({ request }) => comparable(request)),
    );
  },
);

describe.each(apis)("over the %s API", (api) => {
  test.each<[string, ModelMessage[]]>([
    ["the tool call 'c' is answered a second time", [user("Hi"), called("c"), answered("c", "c")]],
    ["the result of 'x' answers no tool call", [user("Hi"), called("c"), answered("c", "x")]],
    ["a text part is blank", [user("  ")]],
    ["the tool call id 'c' is already", [user("Hi"), called("c", "c"), answered("c", "c")]],
    [
      "the result of 'c' stands before its call",
      [user("Hi"), answered("c"), called("c"), answered("c")],
    ],
  ])("a history is refused because %s", async (problem, messages) => {
    await using faked = await fakedModel(api, ["never"]);
    const { error } = await callModel(faked.model, { messages });
    expect(error).toMatchObject({ statusCode: 400, message: expect.stringContaining(problem) });
    expect(() => faked.server.assertComplete()).toThrow(problem);
  });

  test("text and files of users arrive as they were sent", async () => {
    await using faked = await fakedModel(api, ["Nice."]);
    const png = "iVBORw0KGgo=";
    await callModel(faked.model, {
      messages: [
        {
          role: "user",
          content: [
            { type: "text", text: "Look:" },
            { type: "file", data: png, mediaType: "image/png" },
            { type: "file", data: new URL("https://example.org/a.jpg"), mediaType: "image/jpeg" },
            { type: "file", data: "JVBERi0=", mediaType: "application/pdf", filename: "a.pdf" },
          ],
        },
      ],
    });
    expect(faked.server.requests[0]?.request?.prompt.at(-1)).toEqual({
      role: "user",
      content: [
        { type: "text", text: "Look:" },
        { type: "file", mediaType: "image/png", data: { type: "data", data: png } },
        {
          type: "file",
          mediaType: "image",
          data: { type: "url", url: new URL("https://example.org/a.jpg") },
        },
        {
          type: "file",
          mediaType: "application/pdf",
          filename: "a.pdf",
          data: { type: "data", data: "JVBERi0=" },
        },
      ],
    });
  });
});

const thinking: Script = ({ toolResults }) =>
  toolResults.length > 0
    ? "Done."
    : [reasoning("Let me think.", { signature: "seal" }), toolCall("weather", { city: "Oslo" })];

test("reasoning comes back by its id where responses are stored, and sealed where they are not", async () => {
  for (const store of [true, false]) {
    await using faked = await fakedModel("responses", thinking);
    const providerOptions = { openai: { store } };
    const result = await generateText({ ...withWeather, model: faked.model, providerOptions });
    expect(result.text).toBe("Done.");
    const second = faked.server.requests[1];
    expect(JSON.stringify(second?.body).includes("item_reference")).toBe(store);
    expect(JSON.stringify(second?.body).includes("seal")).toBe(!store);
    expect(second?.request?.prompt[2]).toMatchObject({
      role: "assistant",
      content: [
        { type: "reasoning", text: "Let me think." },
        { type: "tool-call", toolCallId: "call_1" },
      ],
    });
  }
});

test("items of a response that broke off are not stored, and naming them is refused", async () => {
  await using faked = await fakedModel("responses", [
    [reasoning("Hm."), text("Well"), drop()],
    "never",
  ]);
  const broken = await callModel(faked.model);
  const ended = broken.parts.find((part) => part.type === "reasoning-end");
  const { error } = await callModel(faked.model, {
    messages: [
      user("Hi"),
      {
        role: "assistant",
        content: [
          {
            type: "reasoning",
            text: "Hm.",
            providerOptions: ended?.providerMetadata as Record<string, Record<string, string>>,
          },
          { type: "text", text: textOf(broken) },
        ],
      },
      user("Go on."),
    ],
  });
  expect(error).toMatchObject({
    statusCode: 404,
    message: expect.stringContaining("no stored item 'rs_1_0'"),
  });
});

test("conversations that only the server would hold are refused", async () => {
  await using server = await startFakeOpenAI({ models: { a: ["never"] } });
  const response = await fetch(`${server.baseURL}/responses`, {
    method: "POST",
    headers: { authorization: "Bearer x" },
    body: JSON.stringify({ model: "a", input: "Hi", previous_response_id: "resp_1" }),
  });
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ error: { code: "unsupported_parameter" } });
});

function user(content: string): ModelMessage {
  return { role: "user", content };
}

function called(...ids: string[]): ModelMessage {
  return {
    role: "assistant",
    content: ids.map((toolCallId) => ({
      type: "tool-call",
      toolCallId,
      toolName: "weather",
      input: {},
    })),
  };
}

function answered(...ids: string[]): ModelMessage {
  return {
    role: "tool",
    content: ids.map((toolCallId) => ({
      type: "tool-result",
      toolCallId,
      toolName: "weather",
      output: { type: "text", value: "sun" },
    })),
  };
}
