import { setTimeout as sleep } from "node:timers/promises";
import type { Storage } from "@inhouse/contracts";
import { isTerminal } from "@inhouse/core";
import type { HistoryEntry } from "../invariants/history-entry.ts";
import type { Probe, StoredWorld } from "../invariants/stored-world.ts";
import type { CrashAdapter } from "./adapters.ts";
import type { ProcessIdentity } from "./child/open-runtime.ts";
import { openRuntime } from "./child/open-runtime.ts";
import { RecordedCaller } from "./child/recorded-caller.ts";
import { recordingStorage } from "./child/recording-storage.ts";
import { findLeftovers } from "./find-leftovers.ts";
import { listAll } from "./list-all.ts";
import { readThreads } from "./read-threads.ts";

/** A world in which nobody lives any more. */
export interface SettleOptions {
  readonly adapter: CrashAdapter;
  readonly target: string;
  readonly identity: ProcessIdentity;
  readonly history: () => readonly HistoryEntry[];
}

/** How long it may take until all runs have ended, in milliseconds: many times what it takes on a slow machine. */
const settleMs = 60_000;

/** How long a new run may take, in milliseconds. */
const probeMs = 20_000;

/**
 * Brings all runs to their end in a process that was not there before, without a word to them but for what they wait for; tries a
 * new run on every thread; and reads everything through a runtime that is new again.
 */
export async function settleWorld(options: SettleOptions): Promise<StoredWorld> {
  const { adapter, target, identity } = options;
  const { process, record } = identity;
  const open = (): Promise<Storage> => adapter.open(target, process);
  let probes: readonly Probe[];
  {
    const storage = recordingStorage(await open(), process, record);
    await using inhouse = openRuntime(storage, identity);
    const caller = new RecordedCaller(inhouse, process, record);
    await settleRuns(caller);
    probes = await probeThreads(caller);
  }
  const storage = await open();
  await using inhouse = openRuntime(storage, { ...identity, process: `${process}2` });
  const threads = await readThreads(inhouse);
  const files = await listAll((page) => inhouse.files.list(page));
  const world = { threads, files, probes, leftovers: [] };
  return { ...world, leftovers: await findLeftovers(storage, options.history(), world) };
}

/** Gives runs what they wait for until all have ended; whoever has not ended in time is found by the check. */
async function settleRuns(caller: RecordedCaller): Promise<void> {
  const { inhouse } = caller;
  const deadline = AbortSignal.timeout(settleMs);
  for (;;) {
    const threads = await listAll((page) => inhouse.threads.list(page));
    let open = 0;
    for (const { id } of threads) {
      const { data: runs } = await inhouse.runs.list(id, { limit: 100 });
      for (const run of runs.filter(({ status }) => !isTerminal(status))) {
        open++;
        if (run.status === "requires_action") await caller.submit(run);
      }
    }
    if (open === 0 || deadline.aborted) return;
    await sleep(20);
  }
}

async function probeThreads(caller: RecordedCaller): Promise<readonly Probe[]> {
  const { inhouse } = caller;
  const threads = await listAll((page) => inhouse.threads.list(page));
  const assistantId = (await inhouse.assistants.list({ limit: 1 })).data[0]?.id;
  if (assistantId === undefined) return [];
  return Promise.all(
    threads.map(async ({ id: threadId }): Promise<Probe> => {
      const options = { threadId, assistantId, plan: "plain", hasMessage: false } as const;
      const runId = await caller.createRun({ ...options, whenBusy: "reject" });
      if (runId === null) return { threadId, outcome: "refused" };
      try {
        const signal = AbortSignal.timeout(probeMs);
        return { threadId, outcome: (await inhouse.runs.wait(runId, { signal })).status };
      } catch (error) {
        return { threadId, outcome: String(error) };
      }
    }),
  );
}
