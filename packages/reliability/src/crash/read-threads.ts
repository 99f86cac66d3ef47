import type { RunEvent } from "@inhouse/contracts";
import type { Run, TenantRuntime } from "@inhouse/core";
import { isTerminal } from "@inhouse/core";
import type { ResumedStream, StoredRun, StoredThread } from "../invariants/stored-world.ts";
import { listAll } from "./list-all.ts";

/** How long the log of a run that has not ended is read, in milliseconds. */
const openLogMs = 500;

/** @returns every thread with everything of it, as the runtime shows it */
export async function readThreads(inhouse: TenantRuntime): Promise<readonly StoredThread[]> {
  const threads: StoredThread[] = [];
  for (const thread of await listAll((page) => inhouse.threads.list(page))) {
    const messages = await listAll((page) => inhouse.messages.list(thread.id, page));
    const runs: StoredRun[] = [];
    for (const run of await listAll((page) => inhouse.runs.list(thread.id, page))) {
      runs.push(await readRun(inhouse, run));
    }
    threads.push({ thread, messages, runs });
  }
  return threads;
}

async function readRun(inhouse: TenantRuntime, run: Run): Promise<StoredRun> {
  const steps = await listAll((page) => inhouse.runs.steps.list(run.id, page));
  if (!isTerminal(run.status)) {
    return { run, steps, events: await readOpenLog(inhouse, run.id), resumed: [] };
  }
  const events = await readLog(inhouse, run.id, 0);
  const resumed: ResumedStream[] = [];
  for (let after = 1; after <= events.length; after++) {
    resumed.push({ after, events: await readLog(inhouse, run.id, after) });
  }
  return { run, steps, events, resumed };
}

async function readLog(
  inhouse: TenantRuntime,
  runId: string,
  after: number,
): Promise<readonly RunEvent[]> {
  const events: RunEvent[] = [];
  for await (const event of inhouse.runs.stream(runId, { after, until: "end" })) events.push(event);
  return events;
}

async function readOpenLog(inhouse: TenantRuntime, runId: string): Promise<readonly RunEvent[]> {
  const events: RunEvent[] = [];
  const signal = AbortSignal.timeout(openLogMs);
  try {
    for await (const event of inhouse.runs.stream(runId, { until: "end", signal })) {
      events.push(event);
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
  return events;
}
