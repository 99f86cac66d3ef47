import { createOpenAI } from "@ai-sdk/openai";
import { startFakeOpenAI } from "@inhouse/model-scripted/http";
import type { Measure } from "../measure.ts";
import { answer, deltas } from "../plain-model.ts";
import { timeTurns } from "../time-turns.ts";

const name = "turn over HTTP";

/** The same turn where the answer comes over HTTP, through a provider package as applications use it. */
export const turnOverHttp: Measure = {
  name,
  about:
    "The same turn through @ai-sdk/openai (Chat Completions) and an HTTP server on 127.0.0.1 that runs in this process too and answers without waiting.",
  async run() {
    await using server = await startFakeOpenAI({
      models: { demo: () => answer },
      chunkSize: Math.ceil(answer.length / deltas),
      keepRequests: 1,
    });
    const model = createOpenAI({ baseURL: server.baseURL, apiKey: "none" }).chat("demo");
    const timings = await timeTurns(model, { rounds: 400, warmUp: 200 });
    return timings.map(({ name: what, ms, ratio }) => ({
      measure: name,
      what,
      value: ms * 1000,
      unit: "µs",
      ratio,
      comparedWith: "single call",
    }));
  },
};
