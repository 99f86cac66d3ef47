import fc from "fast-check";
import { expect, test } from "vitest";
import { checkPrompt } from "../../scripts/prompt-laws/prompt-checker.ts";
import { promptFaults } from "../../scripts/prompt-laws/prompt-faults.ts";
import type { SimulatedPrompt } from "../../scripts/prompt-laws/simulate-thread.ts";
import { simulateThread } from "../../scripts/prompt-laws/simulate-thread.ts";
import { threadScript } from "../../scripts/prompt-laws/thread-script.ts";

const prompts = fc.sample(threadScript, { seed: 20_261_123, numRuns: 400 }).flatMap(simulateThread);

const judge = (prompt: SimulatedPrompt, messages: SimulatedPrompt["built"]["messages"]) =>
  checkPrompt({
    messages,
    history: prompt.history,
    model: prompt.options.model,
    runId: prompt.options.runId,
    fixed: prompt.options.fixedFingerprint,
    answered: prompt.answered,
  });

test.each(Object.entries(promptFaults))("a builder that %s is caught every time", (_, fault) => {
  const faulty = prompts.flatMap((prompt) => {
    const messages = fault(prompt.built.messages);
    return messages === undefined ? [] : [judge(prompt, messages)];
  });
  expect(faulty.length).toBeGreaterThan(5);
  expect(faulty.filter((problems) => problems.length === 0)).toEqual([]);
});

test("the random threads reach what the laws are about", () => {
  const text = (prompt: SimulatedPrompt): string => JSON.stringify(prompt.built.messages);
  const reached = {
    cuts: prompts.filter(({ built }) => built.receipt.cut).length,
    growth: prompts.filter(({ built }) => !built.receipt.cut && built.epoch !== null).length,
    gaps: prompts.filter(({ built }) => (built.epoch?.resume ?? null) !== null).length,
    shortened: prompts.filter((prompt) => text(prompt).includes("left out here")).length,
    thinking: prompts.filter((prompt) => text(prompt).includes("«think")).length,
    thinkingAfterCut: prompts.filter(
      (prompt) => prompt.built.epoch !== null && text(prompt).includes("«think"),
    ).length,
    providerResults: prompts.filter((prompt) => text(prompt).includes("provider_result")).length,
    repairs: prompts.filter(({ built }) => built.receipt.repaired > 0).length,
    tight: prompts.filter(({ built }) => !built.fits).length,
    overflows: prompts.filter(({ options }) => options.overflow).length,
    partialReads: prompts.filter(({ read, history }) => read.length < history.length).length,
    empty: prompts.filter(({ built }) => built.empty).length,
  };
  const missed = Object.entries(reached).filter(([, count]) => count < 5);
  expect(missed).toEqual([]);
});
