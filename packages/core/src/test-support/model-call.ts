import type { ModelCall } from "../model/model-call.ts";
import { ModelCallError } from "../model/model-call-error.ts";
import type { ModelEngine } from "../model/model-engine.ts";
import type { ModelEvent } from "../model/model-event.ts";
import { singleCallEngine } from "../model/single-call-engine.ts";
import { streamModelCall } from "../model/stream-model-call.ts";
import { streamTextEngine } from "../model/stream-text-engine.ts";

export const engines: readonly ModelEngine[] = [singleCallEngine, streamTextEngine];

/** A call that says "Hello" and offers a tool named `search`. */
export function modelCall(
  model: ModelCall["model"],
  changes: Partial<Omit<ModelCall, "model">> = {},
): ModelCall {
  return {
    model,
    instructions: "Be brief.",
    messages: [{ role: "user", content: [{ type: "text", text: "Hello" }] }],
    tools: [{ name: "search", description: "Searches.", parameters: { type: "object" } }],
    toolChoice: "auto",
    parallelToolCalls: true,
    temperature: null,
    topP: null,
    maxOutputTokens: null,
    responseFormat: { type: "text" },
    reasoningEffort: null,
    providerOptions: null,
    signal: new AbortController().signal,
    readFile: () => Promise.resolve(undefined),
    ...changes,
  };
}

export interface Answer {
  readonly events: readonly ModelEvent[];
  /** What the call threw; undefined: nothing. */
  readonly error: unknown;
}

export async function answerOf(call: ModelCall, engine?: ModelEngine): Promise<Answer> {
  const events: ModelEvent[] = [];
  try {
    for await (const event of streamModelCall(call, engine)) events.push(event);
    return { events, error: undefined };
  } catch (error) {
    return { events, error };
  }
}

/** The text of all text events. */
export function textOf(events: readonly ModelEvent[]): string {
  return events.map((event) => (event.type === "text" ? event.text : "")).join("");
}

/** What tests compare of a failure. */
export function failureOf({ error }: Answer): readonly [string, boolean] {
  if (!(error instanceof ModelCallError)) throw new Error("not a ModelCallError", { cause: error });
  return [error.failure, error.retryable];
}
