import { setTimeout as wait } from "node:timers/promises";
import { createRuntime } from "@inhouse/core";
import { scriptedModel, toolCall } from "@inhouse/model-scripted";
import { memoryStorage } from "@inhouse/storage-memory";
import type { ParkedBytes } from "./measures/parked-runs.ts";
import { question } from "./open-bench.ts";

const count = 1000;

// The program of the measure's own process, started with --expose-gc.
await using runtime = createRuntime({
  models: {
    answering: scriptedModel(() => "An answer."),
    asking: scriptedModel(() => toolCall("ask", { question })),
  },
  storage: memoryStorage(),
});
const answering = await runtime.assistants.create({ model: "answering" });
const asking = await runtime.assistants.create({
  model: "asking",
  tools: [{ type: "function", function: { name: "ask" } }],
});
await createRuns(answering.id, 300);
await createRuns(asking.id, 300);

const parkedRuns: string[] = [];
const completed = await heapGrowth(() => createRuns(answering.id, count));
const parked = await heapGrowth(async () => {
  parkedRuns.push(...(await createRuns(asking.id, count)));
});
const reading = new AbortController();
const readers: Promise<void>[] = [];
const reader = await heapGrowth(async () => {
  for (const run of parkedRuns) readers.push(readToTheEnd(run));
  // All readers have then taken the events that there are, and wait.
  await wait(1000);
});
console.log(JSON.stringify({ completed, parked, reader } satisfies ParkedBytes));
reading.abort();
await Promise.allSettled(readers);

async function createRuns(assistantId: string, runs: number): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let run = 0; run < runs; run++) {
    const thread = await runtime.threads.create();
    await runtime.messages.create(thread.id, { role: "user", content: question });
    const { id } = await runtime.runs.create(thread.id, { assistantId });
    await runtime.runs.wait(id);
    ids.push(id);
  }
  return ids;
}

async function readToTheEnd(runId: string): Promise<void> {
  const options = { until: "end", signal: reading.signal } as const;
  for await (const _ of runtime.runs.stream(runId, options));
}

/** @returns how many bytes the heap grew by, for each of `count` things that `work` made */
async function heapGrowth(work: () => Promise<unknown>): Promise<number> {
  const before = await heapInUse();
  await work();
  return ((await heapInUse()) - before) / count;
}

async function heapInUse(): Promise<number> {
  for (let pass = 0; pass < 3; pass++) {
    await wait(20);
    globalThis.gc?.();
  }
  return process.memoryUsage().heapUsed;
}
