import { expect, test } from "vitest";
import {
  modelTurn,
  promptOptions,
  toolCall,
  userMessage,
} from "../../scripts/prompt-laws/history-items.ts";
import { buildPrompt } from "./build-prompt.ts";
import type { HistoryItem } from "./history.ts";

const said = (text: string) => ({ role: "user", content: [{ type: "text", text }] });
const image = { fileId: "file_1", filename: "plot.png", mediaType: "image/png" };
const table = { fileId: "file_2", filename: "sales.csv", mediaType: "text/csv" };

test("a thread with a tool call becomes question, call, result and answer", () => {
  const history = [
    userMessage(1, "Weather?"),
    modelTurn(2, [toolCall("a")]),
    modelTurn(4, [{ type: "text", text: "Sunny." }]),
    userMessage(5, "Thanks"),
  ];
  const prompt = buildPrompt(history, promptOptions());
  const call = { toolCallId: "a", name: "weather" };
  expect(prompt.messages).toEqual([
    said("Weather?"),
    {
      role: "assistant",
      content: [{ type: "tool_call", ...call, input: { city: "Rome" }, providerExecuted: false }],
    },
    {
      role: "tool",
      content: [{ type: "tool_result", ...call, output: "sunny", isError: false, images: [] }],
    },
    { role: "assistant", content: [{ type: "text", text: "Sunny." }] },
    said("Thanks"),
  ]);
  expect(prompt.receipt).toMatchObject({
    model: "openai/a",
    fromSequence: 1,
    included: 4,
    dropped: 0,
    cut: false,
    repaired: 0,
    budgetTokens: 100_000,
  });
  expect(prompt).toMatchObject({ epoch: null, empty: false, fits: true, calledTools: ["weather"] });
});

test("files are named in text, images are shown, and what is gone is said to be gone", () => {
  const content = [
    { type: "image_file" as const, fileId: "file_1", detail: "low" as const },
    { type: "file" as const, fileId: "file_2" },
    { type: "file" as const, fileId: "file_3" },
  ];
  const message = userMessage(1, "", { content, files: [image, table], attachments: [table] });
  const named = '"sales.csv" (text/csv, file id file_2)';
  expect(buildPrompt([message], promptOptions()).messages).toEqual([
    {
      role: "user",
      content: [
        { type: "file", file: image, detail: "low" },
        { type: "text", text: `[File: ${named}]` },
        { type: "text", text: "[A file that no longer exists: file_3]" },
        { type: "text", text: `[Attached files: ${named}]` },
      ],
    },
  ]);
});

test("ids that the provider gave twice are told apart by ours", () => {
  const history = [
    userMessage(1, "Go"),
    modelTurn(2, [toolCall("call_0"), toolCall("call_0", { id: "call_second" })]),
  ];
  const [, assistant, tool] = buildPrompt(history, promptOptions()).messages;
  for (const message of [assistant, tool]) {
    expect(message?.content).toMatchObject([
      { toolCallId: "call_0" },
      { toolCallId: "call_second" },
    ]);
  }
});

test("broken arguments become an empty object, and the model is told", () => {
  const call = toolCall("a", { arguments: '{"city":', status: "pending", output: null });
  const prompt = buildPrompt([userMessage(1, "Go"), modelTurn(2, [call])], promptOptions());
  expect(prompt.messages[1]?.content).toMatchObject([{ input: {} }]);
  expect(prompt.messages[2]?.content).toMatchObject([
    { isError: true, output: expect.stringContaining("not a valid JSON object") },
  ]);
  expect(prompt.receipt.repaired).toBe(2);
});

test("a provider's own call goes back with its result as JSON, or both are left out", () => {
  const call = toolCall("srv", { providerExecuted: true, output: '[{"url":"x"}]' });
  const history = [userMessage(1, "Go"), modelTurn(2, [call, { type: "text", text: "Found." }])];
  const whole = buildPrompt(history, promptOptions());
  expect(whole.messages[1]?.content).toMatchObject([
    { type: "tool_call", toolCallId: "srv", providerExecuted: true },
    { type: "provider_result", toolCallId: "srv", output: [{ url: "x" }] },
    { type: "text" },
  ]);
  const elsewhere = buildPrompt(history, promptOptions({ model: "google/b" }));
  expect(elsewhere.messages[1]?.content).toEqual([{ type: "text", text: "Found." }]);
});

test("a prompt may end with the assistant only while its provider still runs a call", () => {
  const call = toolCall("srv", { providerExecuted: true, output: null, status: "started" });
  const history = [userMessage(1, "Go"), modelTurn(2, [call], { runId: "run_2" })];
  expect(buildPrompt(history, promptOptions()).messages.at(-1)?.role).toBe("assistant");
  const later = buildPrompt(history, promptOptions({ runId: "run_3" }));
  expect(later.messages).toEqual([said("Go")]);
});

test("where the user says nothing new, a note asks the model to go on", () => {
  const history = [
    userMessage(1, "Go"),
    modelTurn(2, [{ type: "text", text: "One." }]),
    modelTurn(3, [{ type: "text", text: "Two." }]),
  ];
  const roles = buildPrompt(history, promptOptions()).messages.map(({ role }) => role);
  expect(roles).toEqual(["user", "assistant", "user", "assistant", "user"]);
});

test("a thread that begins with the assistant gets a note before it", () => {
  const history = [
    userMessage(1, "Hello, I can help.", { role: "assistant" }),
    userMessage(2, "Do"),
  ];
  const roles = buildPrompt(history, promptOptions()).messages.map(({ role }) => role);
  expect(roles).toEqual(["user", "assistant", "user"]);
});

test.each<[string, readonly HistoryItem[]]>([
  ["without messages", []],
  ["of blank messages", [userMessage(1, " \n"), modelTurn(2, [{ type: "text", text: "" }])]],
])("a thread %s is empty", (_, history) => {
  const prompt = buildPrompt(history, promptOptions());
  expect(prompt).toMatchObject({ empty: true, messages: [] });
  expect(prompt.receipt).toMatchObject({ fromSequence: null, included: 0 });
});
