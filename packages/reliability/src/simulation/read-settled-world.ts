import type { Clock, RunEvent, Storage } from "@inhouse/contracts";
import type { Run, Runtime } from "@inhouse/core";
import { createRuntime, isTerminal } from "@inhouse/core";
import { scriptedModel } from "@inhouse/model-scripted";
import type { SeededRandom } from "@inhouse/testing";
import { listAll } from "../crash/list-all.ts";
import type { Probe, StoredRun, StoredThread, StoredWorld } from "../invariants/stored-world.ts";

/** How many readers of each log begin somewhere in the middle. */
const resumedReaders = 2;

/**
 * A runtime for which no time passes and that is never held up, so that it shows what is stored and changes nothing.
 *
 * @param storage - what is stored
 * @param now - the time, in epoch milliseconds
 * @param random - the randomness of ids
 */
export function openReader(storage: Storage, now: number, random: SeededRandom): Runtime {
  const clock: Clock = { now: () => now, setTimer: () => () => undefined };
  const shared = { ...storage, async close() {} };
  return createRuntime({ models: { scripted: scriptedModel([]) }, storage: shared, clock, random });
}

/**
 * @param inhouse - a runtime that executes nothing
 * @param probes - what was tried on each thread
 * @param random - decides where readers begin
 * @returns everything that is stored
 */
export async function readSettledWorld(
  inhouse: Runtime,
  probes: readonly Probe[],
  random: SeededRandom,
): Promise<StoredWorld> {
  const threads: StoredThread[] = [];
  for (const thread of await listAll((page) => inhouse.threads.list(page))) {
    const messages = await listAll((page) => inhouse.messages.list(thread.id, page));
    const runs: StoredRun[] = [];
    for (const run of await listAll((page) => inhouse.runs.list(thread.id, page))) {
      runs.push(await readRun(inhouse, run, random));
    }
    threads.push({ thread, messages, runs });
  }
  const files = await listAll((page) => inhouse.files.list(page));
  return { threads, files, probes, leftovers: [] };
}

async function readRun(inhouse: Runtime, run: Run, random: SeededRandom): Promise<StoredRun> {
  const steps = await listAll((page) => inhouse.runs.steps.list(run.id, page));
  if (!isTerminal(run.status)) return { run, steps, events: [], resumed: [] };
  const events = await readLog(inhouse, run.id, 0);
  const resumed = [];
  for (let reader = 0; reader < resumedReaders && events.length > 0; reader++) {
    const after = random.below(events.length);
    resumed.push({ after, events: await readLog(inhouse, run.id, after) });
  }
  return { run, steps, events, resumed };
}

async function readLog(
  inhouse: Runtime,
  runId: string,
  after: number,
): Promise<readonly RunEvent[]> {
  const events: RunEvent[] = [];
  const stream = inhouse.runs.stream(runId, { after, until: "end" });
  for (;;) {
    // A log without its end is not waited for, and one that is gone has no events.
    const next = await Promise.race([stream.next().catch(() => null), atRest()]);
    if (next === null || next.done) return events;
    events.push(next.value);
  }
}

/** @returns null, when everything that needs no time has happened */
async function atRest(): Promise<null> {
  for (let turn = 0; turn < 3; turn++) {
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
  return null;
}
