import fc from "fast-check";
import type { AssistantPromptPart, Prompt, PromptMessage } from "../prompt/prompt.ts";

interface Answer {
  readonly reasoning: boolean;
  readonly text: string | undefined;
  readonly calls: number;
}

const words = fc.constantFrom("yes", "no", "look here", "two\nlines");

const answer: fc.Arbitrary<Answer> = fc.record({
  reasoning: fc.boolean(),
  text: fc.option(words, { nil: undefined }),
  calls: fc.nat(3),
});

const exchange = fc.record({
  user: fc.array(words, { minLength: 1, maxLength: 2 }),
  answers: fc.array(answer, { maxLength: 3 }),
});

/** Prompts that providers accept, with at least one tool call. */
export const validPrompt: fc.Arbitrary<Prompt> = fc
  .tuple(
    fc.array(words, { maxLength: 2 }),
    fc.array(exchange, { maxLength: 3 }),
    fc.array(answer, { maxLength: 2 }),
  )
  .map(([instructions, exchanges, last]) => {
    const ids = { next: 0 };
    return [
      ...instructions.map((content): PromptMessage => ({ role: "system", content })),
      ...exchanges.flatMap(({ user, answers }) => [
        userMessage(user),
        ...answers.flatMap((one) => answerMessages(one, ids)),
      ]),
      userMessage(["Call a tool."]),
      ...[{ reasoning: true, text: "Yes.", calls: 2 }, ...last].flatMap((one) =>
        answerMessages(one, ids),
      ),
    ];
  });

function userMessage(texts: readonly string[]): PromptMessage {
  return { role: "user", content: texts.map((text) => ({ type: "text", text })) };
}

function answerMessages(one: Answer, ids: { next: number }): PromptMessage[] {
  const callIds = Array.from({ length: one.calls }, () => {
    ids.next += 1;
    return `call_${ids.next}`;
  });
  const text = one.text ?? (one.calls === 0 ? "Nothing." : undefined);
  const content: AssistantPromptPart[] = [
    ...(one.reasoning ? [{ type: "reasoning", text: "Hm." } as const] : []),
    ...(text === undefined ? [] : [{ type: "text", text } as const]),
    ...callIds.map(
      (toolCallId) => ({ type: "tool-call", toolCallId, toolName: "search", input: {} }) as const,
    ),
  ];
  if (callIds.length === 0) return [{ role: "assistant", content }];
  const results = callIds.map(
    (toolCallId) =>
      ({
        type: "tool-result",
        toolCallId,
        toolName: "search",
        output: { type: "text", value: "found" },
      }) as const,
  );
  return [
    { role: "assistant", content },
    { role: "tool", content: results.toReversed() },
  ];
}
