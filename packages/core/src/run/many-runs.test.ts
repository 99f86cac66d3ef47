import type { Turn, TurnRequest } from "@inhouse/model-scripted";
import { hang, scriptedModel, toolCall } from "@inhouse/model-scripted";
import { memoryStorage } from "@inhouse/storage-memory";
import { checkRunEvents, quiet, VirtualClock } from "@inhouse/testing";
import { expect, it } from "vitest";
import { createAssistant } from "../assistant/create-assistant.ts";
import { workOnThread } from "../dispatch/work-on-thread.ts";
import { assemble } from "../runtime/assemble.ts";
import type { Scope } from "../scope/scope.ts";
import { TenantStorage } from "../storage/tenant-storage.ts";
import { anyTool } from "../test-support/engine.ts";
import { cancelRun } from "./cancel-run.ts";
import { createThreadAndRun } from "./create-run.ts";
import { settleRun } from "./settle-run.ts";
import { streamRun } from "./stream-run.ts";
import { waitForRun } from "./wait-for-run.ts";

const slots = 16;

/** A runtime that shows its parts. */
function openScope(script: (request: TurnRequest) => Turn) {
  const storage = memoryStorage();
  const clock = new VirtualClock();
  const act = anyTool("act", async () => {
    await quiet(2);
    return "ok";
  });
  const models = { demo: scriptedModel(script, { keepCalls: 1 }) };
  const { shared, start } = assemble({ models, storage, clock, tools: [act] });
  const scope: Scope = { ...shared, tenant: "t", storage: new TenantStorage(storage, "t") };
  let busiest = 0;
  shared.dispatcher.work(
    (address, signal) => {
      busiest = Math.max(busiest, shared.liveRuns.size + 1);
      return workOnThread(scope, address.threadId, signal);
    },
    { slots },
  );
  start({ settleRun: (_, runId) => settleRun(scope, runId), remove: async () => undefined });
  return { scope, clock, busiest: () => busiest };
}

async function createRuns(scope: Scope, count: number): Promise<readonly string[]> {
  const tools = [{ type: "function", function: { name: "act" } }];
  const { id: assistantId } = await createAssistant(scope, { model: "demo", tools });
  const thread = { messages: [{ content: "Hi" }] };
  const runs = await Promise.all(
    Array.from({ length: count }, () => createThreadAndRun(scope, { assistantId, thread })),
  );
  return runs.map((run) => run.id);
}

it("ends two hundred runs at once in sixteen slots, and keeps nothing of them", async () => {
  const { scope, clock, busiest } = openScope(({ toolResults }) =>
    toolResults.length === 0 ? ["One moment.", toolCall("act")] : "Done.",
  );
  const ids = await createRuns(scope, 200);
  const read = async (id: string): Promise<readonly string[]> => {
    const events = [];
    for await (const event of streamRun(scope, id, {})) events.push(event);
    return checkRunEvents(events);
  };
  const problems = await Promise.all(ids.map(read));
  expect(problems.flat()).toEqual([]);
  const runs = await Promise.all(ids.map((id) => waitForRun(scope, id)));
  expect(runs.filter((run) => run.status !== "completed")).toEqual([]);
  expect(busiest()).toBeLessThanOrEqual(slots);
  await quiet();
  expect([scope.liveRuns.size, scope.signals.size]).toEqual([0, 0]);
  // What is left is the next look of the two sweepers.
  expect(clock.pending).toHaveLength(2);
});

it("keeps nothing of runs that were cancelled, and of readers that left", async () => {
  const { scope, clock } = openScope(() => ["Half", hang()]);
  const ids = await createRuns(scope, 24);
  const readers = ids.map((id) => streamRun(scope, id, {}));
  for (const reader of readers) await reader.next();
  await quiet();
  expect(scope.liveRuns.size).toBe(slots);
  for (const reader of readers) await reader.return();
  for (const id of ids) await cancelRun(scope, id);
  await quiet();
  expect([scope.liveRuns.size, scope.signals.size]).toEqual([0, 0]);
  expect(clock.pending).toHaveLength(2);
});
