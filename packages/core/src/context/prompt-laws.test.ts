/**
 * The laws of prompts, over random threads. 2,000 threads in a test run; a night's run is
 *
 *     PROMPT_CASES=100000 pnpm exec vitest run packages/core/src/context/prompt-laws.test.ts
 *
 * A failure prints its seed and path; PROMPT_SEED=<seed> repeats it.
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import { checkPrompt } from "../../scripts/prompt-laws/prompt-checker.ts";
import type { SimulatedPrompt } from "../../scripts/prompt-laws/simulate-thread.ts";
import { simulateThread } from "../../scripts/prompt-laws/simulate-thread.ts";
import { threadScript } from "../../scripts/prompt-laws/thread-script.ts";
import { buildPrompt } from "./build-prompt.ts";
import { promptFloor } from "./prompt-floor.ts";
import type { PromptMessage } from "./prompt-message.ts";

const cases = Number(process.env.PROMPT_CASES ?? 2_000);
const seed = process.env.PROMPT_SEED;
const parameters: fc.Parameters<[Parameters<typeof simulateThread>[0]]> = {
  numRuns: cases,
  ...(seed === undefined ? {} : { seed: Number(seed) }),
};

test("every prompt of every thread is legal, holds the newest user message and keeps its budget", {
  timeout: 60_000 + cases * 30,
}, () => {
  fc.assert(
    fc.property(threadScript, (events) => {
      const prompts = simulateThread(events);
      for (const [index, prompt] of prompts.entries()) {
        expect(legality(prompt)).toEqual([]);
        expect(budgetBreach(prompt)).toBeNull();
        expect(differences(prompt)).toEqual([]);
        expect(prefixBreach(prompts[index - 1], prompt)).toBeNull();
      }
    }),
    parameters,
  );
});

function legality({ built, options, history, answered }: SimulatedPrompt): readonly string[] {
  return checkPrompt({
    messages: built.messages,
    history,
    model: options.model,
    runId: options.runId,
    fixed: options.fixedFingerprint,
    answered,
  });
}

function budgetBreach({ built, options, read }: SimulatedPrompt): string | null {
  const { budgetTokens, estimatedTokens } = built.receipt;
  const isPossible = (budgetTokens ?? 0) >= promptFloor(read, options);
  const isKept = estimatedTokens <= (budgetTokens ?? 0);
  if (built.fits !== isKept) return "fits does not tell the truth";
  return isPossible && !isKept ? `${estimatedTokens} tokens, budget ${budgetTokens}` : null;
}

/** The same input gives the same prompt, and so does all of the thread where no cut is forced by what was not read. */
function differences({ built, options, history, read }: SimulatedPrompt): readonly string[] {
  const again = buildPrompt(structuredClone(read), structuredCloneOptions(options));
  const problems = JSON.stringify(again) === JSON.stringify(built) ? [] : ["not deterministic"];
  if (!options.complete) return problems;
  const whole = buildPrompt(history, options);
  const isSame = JSON.stringify(whole.messages) === JSON.stringify(built.messages);
  return isSame ? problems : [...problems, "reading less gives another prompt"];
}

function structuredCloneOptions(options: SimulatedPrompt["options"]): SimulatedPrompt["options"] {
  return { ...options, epoch: structuredClone(options.epoch) };
}

function prefixBreach(before: SimulatedPrompt | undefined, after: SimulatedPrompt): string | null {
  if (before === undefined || after.built.receipt.cut || !isContinuation(before, after))
    return null;
  const sent = withoutTrailingNote(before.built.messages);
  const grown = after.built.messages.slice(0, sent.length);
  return JSON.stringify(sent) === JSON.stringify(grown)
    ? null
    : `the prompt did not grow at its end:\n${JSON.stringify(sent)}\n${JSON.stringify(grown)}`;
}

/** A turn that waits for its provider is shown whole only while it is the newest. */
function isContinuation(before: SimulatedPrompt, after: SimulatedPrompt): boolean {
  const newest = before.history.at(-1);
  const waits =
    newest?.kind === "turn" &&
    newest.parts.some(
      (part) => part.type === "tool_call" && part.providerExecuted && part.output === null,
    );
  return (
    !waits &&
    before.generation === after.generation &&
    before.options.model === after.options.model &&
    (after.options.strategy.type !== "last_messages" ||
      before.options.runId === after.options.runId) &&
    before.options.strategy.type === after.options.strategy.type
  );
}

function withoutTrailingNote(messages: readonly PromptMessage[]): readonly PromptMessage[] {
  const isNote = JSON.stringify(messages.at(-1) ?? null).includes("There is no new message");
  const isOnlyNote = messages.length === 1 && JSON.stringify(messages).includes("is not shown.]");
  return isNote || isOnlyNote ? messages.slice(0, -1) : messages;
}
