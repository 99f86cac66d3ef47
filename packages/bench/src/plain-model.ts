import type { LanguageModelV4, LanguageModelV4StreamPart } from "@ai-sdk/provider";

/** How many deltas the answer has. */
export const deltas = 20;

/** What the model answers, to any prompt. */
export const answer = Array.from({ length: deltas }, (_, index) => `word ${index} `).join("");

const parts: readonly LanguageModelV4StreamPart[] = [
  { type: "stream-start", warnings: [] },
  { type: "response-metadata", id: "response", modelId: "plain" },
  { type: "text-start", id: "0" },
  ...Array.from(
    { length: deltas },
    (_, index): LanguageModelV4StreamPart => ({
      type: "text-delta",
      id: "0",
      delta: `word ${index} `,
    }),
  ),
  { type: "text-end", id: "0" },
  {
    type: "finish",
    finishReason: { unified: "stop", raw: "stop" },
    usage: {
      // The runtime would learn from a false number how to count.
      inputTokens: {
        total: undefined,
        noCache: undefined,
        cacheRead: undefined,
        cacheWrite: undefined,
      },
      outputTokens: { total: 60, text: 60, reasoning: 0 },
    },
  },
];

/** A model, and the last prompt that it was sent. */
export interface PlainModel extends LanguageModelV4 {
  /** How many messages the last prompt had. */
  readonly promptLength: number;
}

/**
 * @param pace - `at_once`: all parts are there when the answer begins, which costs least; `one_by_one`: each part comes in
 *   a turn of the event loop of its own, as parts come from a network
 * @returns a model of the AI SDK's newest version that answers from parts made beforehand
 */
export function plainModel(pace: "at_once" | "one_by_one"): PlainModel {
  const open = pace === "at_once" ? openWhole : openPaced;
  let promptLength = 0;
  return {
    specificationVersion: "v4",
    provider: "bench",
    modelId: "plain",
    supportedUrls: {},
    doGenerate: async () => {
      throw new Error("The bench only streams.");
    },
    doStream: async ({ prompt }) => {
      promptLength = prompt.length;
      return { stream: open() };
    },
    get promptLength() {
      return promptLength;
    },
  };
}

function openWhole(): ReadableStream<LanguageModelV4StreamPart> {
  return new ReadableStream({
    start(controller) {
      for (const part of parts) controller.enqueue(part);
      controller.close();
    },
  });
}

function openPaced(): ReadableStream<LanguageModelV4StreamPart> {
  return new ReadableStream({
    start(controller) {
      let next = 0;
      const send = (): void => {
        const part = parts[next++];
        if (part === undefined) {
          controller.close();
        } else {
          controller.enqueue(part);
          setImmediate(send);
        }
      };
      setImmediate(send);
    },
  });
}
