import { expect, test } from "vitest";
import {
  modelTurn,
  promptOptions,
  toolCall,
  userMessage,
} from "../../scripts/prompt-laws/history-items.ts";
import { buildPrompt } from "./build-prompt.ts";
import type { HistoryItem } from "./history.ts";

const words = (count: number): string => "word ".repeat(count);

const exchanges = (count: number, size: number): readonly HistoryItem[] =>
  Array.from({ length: count }, (_, index) => [
    userMessage(index * 2 + 1, `Question ${index}. ${words(size)}`),
    modelTurn(index * 2 + 2, [{ type: "text", text: `Answer ${index}.` }]),
  ]).flat();

test("a prompt above its budget is cut to half of it, at a message of the user", () => {
  const history = [...exchanges(20, 90), userMessage(99, "Now?")];
  const prompt = buildPrompt(history, promptOptions({ contextTokens: 1_000 }));
  expect(prompt.receipt).toMatchObject({ cut: true, budgetTokens: 1_000 });
  expect(prompt.receipt.estimatedTokens).toBeGreaterThan(300);
  expect(prompt.receipt.estimatedTokens).toBeLessThanOrEqual(500);
  expect(prompt.receipt.included + prompt.receipt.dropped).toBe(history.length);
  expect(prompt.messages[0]).toMatchObject({ role: "user", content: [{ text: /^Question/ }] });
});

test("after a cut the next prompts only grow, until the budget is reached again", () => {
  let epoch = null;
  const cuts: number[] = [];
  for (let count = 1; count <= 60; count += 1) {
    const prompt = buildPrompt(
      [...exchanges(count, 30), userMessage(1_000, "Now?")],
      promptOptions({ contextTokens: 1_000, epoch }),
    );
    epoch = prompt.epoch;
    if (prompt.receipt.cut) cuts.push(count);
  }
  expect(cuts.length).toBeGreaterThan(1);
  expect(cuts.length).toBeLessThan(7);
});

test("the answer's share and the tokens strategy bound the budget", () => {
  const room = promptOptions({ contextTokens: 1_000, answerTokens: 300 });
  expect(buildPrompt(exchanges(1, 1), room).receipt.budgetTokens).toBe(700);
  const tokens = { ...room, strategy: { type: "tokens" as const, maxTokens: 400 } };
  expect(buildPrompt(exchanges(1, 1), tokens).receipt.budgetTokens).toBe(400);
  const unknown = promptOptions({ contextTokens: null });
  expect(buildPrompt(exchanges(1, 1), unknown).receipt.budgetTokens).toBe(128_000);
});

test("last_messages sends exactly the newest messages and the calls between them", () => {
  const history = [
    ...exchanges(3, 1),
    userMessage(7, "Weather?"),
    modelTurn(8, [toolCall("a")]),
    modelTurn(9, [{ type: "text", text: "Sunny." }]),
    userMessage(10, "And tomorrow?"),
  ];
  const sequences = (lastMessages: number): number | null =>
    buildPrompt(history, promptOptions({ strategy: { type: "last_messages", lastMessages } }))
      .receipt.fromSequence;
  expect([1, 2, 3, 4, 100].map(sequences)).toEqual([10, 9, 7, 6, 1]);
});

test("last_messages keeps its window while the run goes on, and looks anew with the next run", () => {
  const strategy = { type: "last_messages" as const, lastMessages: 1 };
  const begun = [...exchanges(2, 1), userMessage(5, "Weather?")];
  const first = buildPrompt(begun, promptOptions({ strategy }));
  const grown = [...begun, modelTurn(6, [toolCall("a")], { runId: "run_2" })];
  const second = buildPrompt(grown, promptOptions({ strategy, epoch: first.epoch }));
  expect(second.messages.slice(0, 1)).toEqual(first.messages);
  expect(second.receipt).toMatchObject({ cut: false, fromSequence: 5, included: 2 });
  const next = [...grown, userMessage(7, "Bye")];
  const third = buildPrompt(next, promptOptions({ strategy, epoch: second.epoch, runId: "run_3" }));
  expect(third.receipt).toMatchObject({ cut: true, fromSequence: 7, included: 1 });
});

test("a run that outgrows the budget has its older outputs shortened, then grows on", () => {
  const step = (index: number): HistoryItem =>
    modelTurn(10 + index, [toolCall(`c${index}`, { output: `Output ${index}. ${words(400)}` })], {
      runId: "run_2",
    });
  const run = (count: number) => [
    userMessage(1, "Go"),
    ...Array.from({ length: count }, (_, index) => step(index)),
  ];
  const prompt = buildPrompt(run(5), promptOptions({ contextTokens: 2_000 }));
  const outputs = prompt.messages.flatMap((message) =>
    message.role === "tool" ? message.content.map(({ output }) => output) : [],
  );
  expect(outputs).toHaveLength(5);
  expect(outputs[0]).toContain("characters of this output are left out here");
  expect(outputs[4]).toBe(`Output 4. ${words(400)}`);
  expect(prompt.receipt).toMatchObject({ cut: true, fromSequence: 1, dropped: 0 });
  const next = buildPrompt(run(6), promptOptions({ contextTokens: 2_000, epoch: prompt.epoch }));
  expect(next.receipt.cut).toBe(false);
  expect(next.messages.slice(0, prompt.messages.length)).toEqual(prompt.messages);
});

test("one output that is larger than everything is shortened, and the question stays", () => {
  const history = [
    userMessage(1, "Go"),
    modelTurn(2, [toolCall("a", { output: words(100_000) })], { runId: "run_2" }),
  ];
  const prompt = buildPrompt(history, promptOptions({ contextTokens: 2_000 }));
  expect(prompt).toMatchObject({ fits: true, receipt: { included: 2 } });
  expect(prompt.receipt.estimatedTokens).toBeGreaterThan(300);
});

test("a prompt that the provider refused as too long is sent again at half its size", () => {
  const history = [...exchanges(40, 90), userMessage(99, "Now?")];
  const first = buildPrompt(history, promptOptions());
  const second = buildPrompt(history, promptOptions({ epoch: first.epoch, overflow: true }));
  expect(first.receipt.cut).toBe(false);
  expect(second.receipt.cut).toBe(true);
  expect(second.receipt.estimatedTokens).toBeLessThanOrEqual(first.receipt.estimatedTokens / 2);
  expect(second.receipt.estimatedTokens).toBeGreaterThan(first.receipt.estimatedTokens / 3);
});

test("a user message that is too long by itself is sent whole, and the prompt says that it does not fit", () => {
  const prompt = buildPrompt(
    [userMessage(1, words(5_000))],
    promptOptions({ contextTokens: 1_000 }),
  );
  expect(prompt.fits).toBe(false);
  expect(prompt.receipt).toMatchObject({ cut: false, included: 1 });
});

test("a further cut never brings back the steps that an earlier one left out", () => {
  const run = [2, 4, 6].map((sequence) =>
    modelTurn(sequence, [toolCall(`c${sequence}`, { output: words(900) })], { runId: "run_2" }),
  );
  const epoch = { start: 1, resume: 9, shortenBefore: null, outputLimit: null, runId: null };
  const history = [userMessage(1, words(100)), ...run];
  const prompt = buildPrompt(history, promptOptions({ contextTokens: 60, epoch }));
  expect(prompt.receipt).toMatchObject({ fromSequence: 1, included: 1 });
  expect(prompt.epoch?.resume).toBe(9);
});
