import fc from "fast-check";
import { expect, test } from "vitest";
import { validPrompt } from "../test-support/prompt-arbitrary.ts";
import { mutations } from "../test-support/prompt-mutations.ts";
import { checkPrompt } from "./check-prompt.ts";
import type { Prompt, PromptToolResultPart } from "./prompt.ts";

const runs = { numRuns: 60 };

test("valid prompts have no problems", () => {
  fc.assert(
    fc.property(validPrompt, (prompt) => {
      expect(checkPrompt(prompt)).toEqual([]);
    }),
    runs,
  );
});

test.each(Object.entries(mutations))("it is noticed that %s", (_, mutate) => {
  fc.assert(
    fc.property(validPrompt, fc.nat(), (prompt, pick) => {
      expect(checkPrompt(mutate(prompt, pick))).not.toEqual([]);
    }),
    runs,
  );
});

test("every problem names its message, and all of them are told", () => {
  const prompt: Prompt = [
    { role: "user", content: [{ type: "text", text: "" }] },
    { role: "assistant", content: [call("a"), call("b"), call("b")] },
    { role: "tool", content: [result("a"), result("a"), result("late"), result("c")] },
    { role: "assistant", content: [call("late")] },
    { role: "user", content: [{ type: "text", text: "Well?" }] },
    { role: "tool", content: [result("late")] },
  ];
  expect(checkPrompt(prompt)).toEqual([
    "message 0 (user): a text part is blank",
    "message 5 (tool): tool results follow a user message",
    "message 1 (assistant): the tool call id 'b' is already that of a call of message 1",
    "message 2 (tool): the tool call 'a' is answered a second time",
    "message 2 (tool): the result of 'late' stands before its call",
    "message 2 (tool): the result of 'c' answers no tool call",
    "message 1 (assistant): the tool call 'b' is not answered before message 3 (assistant)",
    "message 3 (assistant): the tool call 'late' is not answered before message 4 (user)",
    "message 5 (tool): the result of 'late' comes too late, other messages stand between",
  ]);
});

test("calls that the provider ran may be answered within the answer, later, or not at all", () => {
  const ran = { ...call("web"), providerExecuted: true };
  const user = { role: "user", content: [{ type: "text", text: "Hi" }] } as const;
  const text = { type: "text", text: "So." } as const;
  expect(checkPrompt([user, { role: "assistant", content: [ran, result("web"), text] }])).toEqual(
    [],
  );
  expect(checkPrompt([user, { role: "assistant", content: [ran, text] }, user])).toEqual([]);
  expect(checkPrompt([user, { role: "assistant", content: [result("web"), ran, text] }])).toEqual([
    "message 1 (assistant): the result of 'web' stands before its call",
  ]);
  expect(
    checkPrompt([user, { role: "assistant", content: [call("own"), result("own")] }]),
  ).toHaveLength(1);
});

test("an answer without text is accepted where the provider knows it by its id", () => {
  const content = [
    { type: "text", text: "", providerOptions: { openai: { itemId: "msg_1" } } },
  ] as const;
  const user = { role: "user", content: [{ type: "text", text: "Hi" }] } as const;
  expect(checkPrompt([user, { role: "assistant", content }, user])).toEqual([]);
});

function call(toolCallId: string) {
  return { type: "tool-call", toolCallId, toolName: "search", input: {} } as const;
}

function result(toolCallId: string): PromptToolResultPart {
  const output = { type: "text", value: "found" } as const;
  return { type: "tool-result", toolCallId, toolName: "search", output };
}
