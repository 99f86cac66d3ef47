import { expect, test } from "vitest";
import {
  modelTurn,
  promptOptions,
  toolCall,
  userMessage,
} from "../../scripts/prompt-laws/history-items.ts";
import { readWindow } from "../../scripts/prompt-laws/simulate-thread.ts";
import type { BuildPromptOptions } from "./build-options.ts";
import { buildPrompt } from "./build-prompt.ts";
import type { HistoryItem } from "./history.ts";

const words = (count: number): string => "word ".repeat(count);

const thread = (exchanges: number): readonly HistoryItem[] =>
  Array.from({ length: exchanges }, (_, index) => [
    userMessage(index * 2 + 1, words(50)),
    modelTurn(index * 2 + 2, [{ type: "text", text: words(50) }]),
  ]).flat();

const readSize = (history: readonly HistoryItem[], rest: Partial<BuildPromptOptions>): number =>
  readWindow(history, promptOptions(rest)).read.length;

test("a prompt reads as much of a thread of 200 messages as of one of 20,000", () => {
  const limits = { contextTokens: 4_000 };
  expect(readSize(thread(10_000), limits)).toBe(readSize(thread(100), limits));
  expect(readSize(thread(100), limits)).toBeLessThan(100);
  const strategy = { type: "last_messages" as const, lastMessages: 7 };
  expect(readSize(thread(10_000), { strategy })).toBe(7);
});

test("after a cut only what the epoch holds is read", () => {
  const history = thread(100);
  const limits = { contextTokens: 4_000 };
  const { read, complete } = readWindow(history, promptOptions(limits));
  expect(complete).toBe(false);
  const { epoch, receipt } = buildPrompt(read, promptOptions({ ...limits, complete }));
  expect(receipt.cut).toBe(true);
  const again = readWindow(history, promptOptions({ ...limits, epoch }));
  expect(again).toMatchObject({ complete: true });
  expect(again.read).toHaveLength(receipt.included);
});

test("a thread that fits is read to its beginning, and needs no epoch", () => {
  const { read, complete } = readWindow(thread(3), promptOptions());
  expect(complete).toBe(true);
  expect(read).toHaveLength(6);
});

test("huge outputs do not hide the message that they answer", () => {
  const call = toolCall("a", { output: words(200_000) });
  const history = [
    ...thread(50),
    userMessage(101, "Go"),
    modelTurn(102, [call], { runId: "run_2" }),
  ];
  const { read } = readWindow(history, promptOptions({ contextTokens: 4_000 }));
  expect(read.map(({ sequence }) => sequence)).toContain(101);
});

test("steps that an epoch leaves out are skipped over", () => {
  const epoch = { start: 1, resume: 90, shortenBefore: null, outputLimit: null, runId: null };
  const { read, complete } = readWindow(
    thread(50).filter(({ kind, sequence }) => sequence === 1 || kind === "turn"),
    promptOptions({ epoch }),
  );
  expect(complete).toBe(true);
  expect(read.map(({ sequence }) => sequence)).toEqual([1, 88, 90, 92, 94, 96, 98, 100]);
});
