import { startServer } from "@inhouse/cli";
import { createRuntime } from "@inhouse/core";
import { scriptedModel } from "@inhouse/model-scripted";
import { memoryStorage } from "@inhouse/storage-memory";
import { startConstantServer } from "../constant-server.ts";
import { interleave } from "../interleave.ts";
import type { Measure } from "../measure.ts";

const name = "HTTP delta";
const bare = "bare node:http";
const deltas = 1_000;
const size = 16;

/** What a delta costs on its way from a run through a dialect and the server to a reader. */
export const httpDelta: Measure = {
  name,
  about: `A whole run of ${deltas} deltas, each in its own turn of the event loop, read as a stream of events, beside a bare node:http handler that writes as many constant frames one by one; a run that is read without HTTP shows what of it is the run itself.`,
  async run() {
    const model = scriptedModel(() => "x".repeat(deltas * size), {
      chunkSize: size,
      keepCalls: 1,
      // Each delta comes in a turn of the event loop of its own, as from a network; so do the frames of the bare handler.
      chunkDelayMs: 1,
      sleep: () => new Promise((resolve) => setImmediate(resolve)),
    });
    const inhouse = createRuntime({ models: { demo: model }, storage: memoryStorage() });
    await using server = await startServer(inhouse);
    const { id: assistantId } = await inhouse.assistants.create({ model: "demo" });
    const thread = { messages: [{ role: "user", content: "Go." }] } as const;
    const body = JSON.stringify({ assistant_id: assistantId, stream: true, thread });
    const post = async (url: string): Promise<string> => {
      const headers = { "content-type": "application/json" };
      const response = await fetch(url, { method: "POST", headers, body });
      return response.text();
    };
    const url = `${server.urls.openai}/threads/runs`;
    const sample = await post(url);
    const frame = sample.split("\n\n").find((text) => text.includes("message.delta"));
    if (frame === undefined) throw new Error("The stream has no delta.");
    const frames = Array.from({ length: deltas }, () => `${frame}\n\n`);
    await using constant = await startConstantServer(frames);
    const timings = await interleave(
      [
        { name: bare, run: async () => void (await post(constant.url)) },
        { name: "OpenAI dialect", run: async () => void (await post(url)) },
        {
          name: "the run alone, no HTTP",
          async run() {
            const run = await inhouse.runs.createThreadAndRun({ assistantId, thread });
            for await (const _ of inhouse.runs.stream(run.id));
          },
        },
      ],
      { rounds: 30, warmUp: 10 },
    );
    server.stopListening();
    await inhouse.close();
    return timings.map(({ name: what, ms, ratio }) => ({
      measure: name,
      what,
      value: (ms * 1000) / deltas,
      unit: "µs",
      ratio,
      comparedWith: bare,
    }));
  },
};
