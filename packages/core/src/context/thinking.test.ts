import { expect, test } from "vitest";
import {
  modelTurn,
  promptOptions,
  toolCall,
  userMessage,
} from "../../scripts/prompt-laws/history-items.ts";
import type { BuildPromptOptions } from "./build-options.ts";
import { buildPrompt } from "./build-prompt.ts";
import type { HistoryItem, HistoryTurn, TurnPart } from "./history.ts";

const thought = {
  type: "reasoning" as const,
  text: "Rome, then.",
  providerMetadata: { openai: { itemId: "rs_1", reasoningEncryptedContent: "sealed" } },
};
const call = toolCall("a", {
  providerMetadata: { openai: { itemId: "fc_1" }, google: { thoughtSignature: "signed" } },
});
const unknown = { type: "opaque" as const, value: { type: "custom", kind: "openai.compaction" } };
const question = [userMessage(1, "Hello"), userMessage(2, "Weather?")];

/** The thread after a turn that answered the question. */
function answered(
  parts: readonly TurnPart[],
  rest: Partial<HistoryTurn> = {},
): readonly HistoryItem[] {
  const { fingerprint } = buildPrompt(question, promptOptions());
  return [...question, modelTurn(3, parts, { promptFingerprint: fingerprint, ...rest })];
}

const assistantParts = (history: readonly HistoryItem[], rest: Partial<BuildPromptOptions> = {}) =>
  buildPrompt(history, promptOptions(rest)).messages.find(({ role }) => role === "assistant")
    ?.content;

test("thinking goes back unchanged behind the prompt that it was thought on", () => {
  expect(assistantParts(answered([thought, call, unknown]))).toEqual([
    thought,
    {
      type: "tool_call",
      toolCallId: "a",
      name: "weather",
      input: { city: "Rome" },
      providerExecuted: false,
      providerMetadata: call.providerMetadata,
    },
    unknown,
  ]);
});

test.each<[string, readonly HistoryItem[], Partial<BuildPromptOptions>]>([
  ["a deleted message", answered([thought, call, unknown]).slice(1), {}],
  ["other instructions", answered([thought, call, unknown]), { fixedFingerprint: "others" }],
  ["an interruption", answered([thought, call, unknown], { finished: false }), {}],
  ["an unknown prompt", answered([thought, call, unknown], { promptFingerprint: null }), {}],
])("after %s only texts and calls go back, with the signatures of calls", (_, history, rest) => {
  expect(assistantParts(history, rest)).toMatchObject([
    { type: "tool_call", providerMetadata: { google: { thoughtSignature: "signed" } } },
  ]);
  expect(JSON.stringify(assistantParts(history, rest))).not.toContain("itemId");
});

test("another model gets nothing of the first one's state", () => {
  const [only, ...others] =
    assistantParts(answered([thought, call, unknown]), { model: "google/b" }) ?? [];
  expect(only).toMatchObject({ type: "tool_call" });
  expect(only).not.toHaveProperty("providerMetadata");
  expect(others).toEqual([]);
});

test("thinking that nothing follows stays behind", () => {
  const text = { type: "text" as const, text: "Done." };
  expect(assistantParts(answered([thought, text, thought]))).toEqual([thought, text]);
  expect(assistantParts(answered([thought]))).toBeUndefined();
});

test("a cut drops the thinking before it, and keeps that after it", () => {
  const long = "word ".repeat(150);
  const options = (rest: Partial<BuildPromptOptions> = {}) =>
    promptOptions({ contextTokens: 600, ...rest });
  let history: readonly HistoryItem[] = [];
  let epoch: BuildPromptOptions["epoch"] = null;
  const thinkings: number[] = [];
  const cuts: boolean[] = [];
  for (let round = 0; round < 6; round += 1) {
    history = [...history, userMessage(round * 2 + 1, long)];
    const prompt = buildPrompt(history, options({ epoch }));
    epoch = prompt.epoch;
    cuts.push(prompt.receipt.cut);
    thinkings.push(JSON.stringify(prompt.messages).split("Rome, then.").length - 1);
    const parts: readonly TurnPart[] = [thought, { type: "text", text: "Noted." }];
    const rest = { promptFingerprint: prompt.fingerprint };
    history = [...history, modelTurn(round * 2 + 2, parts, rest)];
  }
  expect(cuts).toEqual([false, false, false, true, false, false]);
  expect(thinkings).toEqual([0, 1, 2, 0, 1, 2]);
});
