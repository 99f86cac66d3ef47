import type { RunEvent } from "@inhouse/contracts";
import type { Run, TenantRuntime } from "@inhouse/core";
import type { ResumedStream, StoredRun, StoredThread } from "../invariants/stored-world.ts";
import { listAll } from "./list-all.ts";

/** How long one log is read at most, in milliseconds: many times what it takes on a slow machine. */
const brokenLogMs = 3_000;

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
  const log = await readLog(inhouse, run.id, 0);
  const resumed: ResumedStream[] = [];
  for (let after = 1; log.isWhole && after <= log.events.length; after++) {
    resumed.push({ after, events: (await readLog(inhouse, run.id, after)).events });
  }
  return { run, steps, events: log.events, resumed };
}

/** What a reader got, and whether the log came to its end. */
interface ReadLog {
  readonly events: readonly RunEvent[];
  readonly isWhole: boolean;
}

/** Logs that are broken, or whose run is not over, have no end to wait for. */
async function readLog(inhouse: TenantRuntime, runId: string, after: number): Promise<ReadLog> {
  const events: RunEvent[] = [];
  const signal = AbortSignal.timeout(brokenLogMs);
  try {
    for await (const event of inhouse.runs.stream(runId, { after, until: "end", signal })) {
      events.push(event);
    }
    return { events, isWhole: true };
  } catch (error) {
    if (!signal.aborted) throw error;
    return { events, isWhole: false };
  }
}
