import type { RunEvent } from "@inhouse/contracts";
import type { Run, TenantRuntime } from "@inhouse/core";
import type { ResumedStream, StoredRun, StoredThread } from "../invariants/stored-world.ts";
import { listAll } from "./list-all.ts";

/**
 * @param inhouse - what is read
 * @param patienceMs - how long one log is read at most, in milliseconds
 * @returns every thread with everything of it, as the runtime shows it
 */
export async function readThreads(
  inhouse: TenantRuntime,
  patienceMs: number,
): Promise<readonly StoredThread[]> {
  const threads: StoredThread[] = [];
  for (const thread of await listAll((page) => inhouse.threads.list(page))) {
    const messages = await listAll((page) => inhouse.messages.list(thread.id, page));
    const runs: StoredRun[] = [];
    for (const run of await listAll((page) => inhouse.runs.list(thread.id, page))) {
      runs.push(await readRun(inhouse, run, patienceMs));
    }
    threads.push({ thread, messages, runs });
  }
  return threads;
}

async function readRun(inhouse: TenantRuntime, run: Run, patienceMs: number): Promise<StoredRun> {
  const steps = await listAll((page) => inhouse.runs.steps.list(run.id, page));
  const read = (after: number): Promise<ReadLog> => {
    const signal = AbortSignal.timeout(patienceMs);
    return readLog(inhouse, run.id, after, signal);
  };
  const log = await read(0);
  const resumed: ResumedStream[] = [];
  for (let after = 1; log.isWhole && after <= log.events.length; after++) {
    resumed.push({ after, events: (await read(after)).events });
  }
  return { run, steps, events: log.events, resumed };
}

/** What a reader got, and whether the log came to its end. */
interface ReadLog {
  readonly events: readonly RunEvent[];
  readonly isWhole: boolean;
}

/** Logs that are broken, or whose run is not over, have no end to wait for. */
async function readLog(
  inhouse: TenantRuntime,
  runId: string,
  after: number,
  signal: AbortSignal,
): Promise<ReadLog> {
  const events: RunEvent[] = [];
  try {
    for await (const event of inhouse.runs.stream(runId, { after, until: "end", signal })) {
      const isInOrder = event.sequence > (events.at(-1)?.sequence ?? 0);
      events.push(event);
      // A log that goes back may go in circles for ever.
      if (!isInOrder) return { events, isWhole: false };
    }
    return { events, isWhole: true };
  } catch (error) {
    if (!signal.aborted) throw error;
    return { events, isWhole: false };
  }
}
