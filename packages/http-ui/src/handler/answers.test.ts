import { drop, reasoning, source, toolCall } from "@inhouse/model-scripted";
import {
  lastAssistantMessageIsCompleteWithApprovalResponses,
  lastAssistantMessageIsCompleteWithToolCalls,
} from "ai";
import { expect, it } from "vitest";
import { uiWorld } from "../test-support/ui-world.ts";

it("a message is answered, and the page that loads the chat has what the page that wrote it has", async () => {
  const world = await uiWorld([
    [reasoning("Let me see."), "It is sunny.", source("https://example.com/", "Weather")],
  ]);
  const chat = world.chat({ id: "my-chat" });
  await chat.sendMessage({ text: "How is the weather?" });
  expect(chat.status).toBe("ready");
  expect(chat.messages[1]).toMatchObject({
    role: "assistant",
    metadata: { status: "completed", usage: { totalTokens: expect.any(Number) } },
    parts: [
      { type: "step-start" },
      { type: "reasoning", text: "Let me see.", state: "done" },
      { type: "text", text: "It is sunny.", state: "done" },
      { type: "source-url", url: "https://example.com/", title: "Weather" },
    ],
  });
  const [user, answer] = await world.messages("my-chat");
  expect(user).toMatchObject({
    id: chat.messages[0]?.id,
    role: "user",
    parts: [{ text: "How is the weather?" }],
  });
  expect(answer).toEqual((chat.transcript as unknown[])[1]);
});

it("tools of both sides, and a person's word, are parts of one answer", async () => {
  const world = await uiWorld([
    [
      "Let me ask.",
      toolCall("ours", { a: 1 }),
      toolCall("theirs", { b: 2 }),
      toolCall("asked", { c: 3 }),
    ],
    "Done.",
  ]);
  const called: unknown[] = [];
  const chat = world.chat({
    id: "tools",
    sendAutomaticallyWhen: ({ messages }) =>
      lastAssistantMessageIsCompleteWithToolCalls({ messages }) ||
      lastAssistantMessageIsCompleteWithApprovalResponses({ messages }),
    onToolCall({ toolCall: call }) {
      called.push(call.toolName);
      void chat.addToolOutput({
        tool: "theirs",
        toolCallId: call.toolCallId,
        output: { ok: true },
      });
    },
  });
  await chat.sendMessage({ text: "Go" });
  expect(called).toEqual(["theirs"]);
  const asked = chat.lastMessage?.parts.find((part) => part.type === "tool-asked");
  expect(asked).toMatchObject({ state: "approval-requested", input: { c: 3 } });
  const id = (asked as { approval: { id: string } }).approval.id;
  await chat.addToolApprovalResponse({ id, approved: true });
  await expect.poll(() => chat.lastMessage?.metadata).toMatchObject({ status: "completed" });
  expect(chat.messages).toHaveLength(2);
  expect(chat.lastMessage?.parts).toMatchObject([
    { type: "step-start" },
    { type: "text", text: "Let me ask." },
    { type: "tool-ours", state: "output-available", input: { a: 1 }, output: { sum: 3 } },
    { type: "tool-theirs", state: "output-available", output: { ok: true } },
    { type: "tool-asked", state: "output-available", output: "done", approval: { approved: true } },
    { type: "step-start" },
    { type: "text", text: "Done." },
  ]);
  expect((await world.messages("tools"))[1]).toEqual((chat.transcript as unknown[])[1]);
});

it("an attempt that came to nothing is not in the answer", async () => {
  const world = await uiWorld([["Once upon", toolCall("ours"), drop()], "The end."]);
  const chat = world.chat({ id: "void" });
  await chat.sendMessage({ text: "Go" });
  expect(chat.lastMessage?.parts).toMatchObject([
    { type: "step-start" },
    { type: "text", text: "The end." },
  ]);
  expect((await world.messages("void"))[1]).toEqual((chat.transcript as unknown[])[1]);
});
