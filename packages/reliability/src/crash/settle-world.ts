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
import { bytesRemoved, laterClock } from "./later-clock.ts";
import { listAll } from "./list-all.ts";
import { readThreads } from "./read-threads.ts";

/** A world in which nobody lives any more. */
export interface SettleOptions {
  readonly adapter: CrashAdapter;
  readonly target: string;
  readonly identity: ProcessIdentity;
  /** How long it may take until all runs have ended, in milliseconds; who has not ended by then is found by the check. */
  readonly patienceMs: number;
  readonly history: () => readonly HistoryEntry[];
}

/** How long one log is read at most, in milliseconds: broken logs have no end to wait for. */
const longestReadMs = 10_000;

/** How long a new run may take, in milliseconds. */
const probeMs = 20_000;

/**
 * Brings all runs to their end in a process that was not there before, without a word to them but for what they wait for; tries a
 * new run on every thread; reads everything through a runtime that is new again; and looks for what a last one, hours later, has
 * not tidied up.
 */
export async function settleWorld(options: SettleOptions): Promise<StoredWorld> {
  const { adapter, target, identity, patienceMs, history } = options;
  const { process, record } = identity;
  const open = async (): Promise<Storage> =>
    recordingStorage(await adapter.open(target, process), process, record);
  let probes: readonly Probe[];
  {
    await using inhouse = openRuntime(await open(), identity);
    const caller = new RecordedCaller(inhouse, process, record);
    await settleRuns(caller, patienceMs);
    probes = await probeThreads(caller);
  }
  let world: StoredWorld;
  {
    await using inhouse = openRuntime(await open(), { ...identity, process: `${process}2` });
    const threads = await readThreads(inhouse, Math.min(patienceMs, longestReadMs));
    const files = await listAll((page) => inhouse.files.list(page));
    world = { threads, files, probes, leftovers: [] };
  }
  // Without the storage's own clock, so that it believes in its own.
  const { now: _, ...storage } = await open();
  await using _inhouse = openRuntime(storage, { ...identity, clock: laterClock });
  await bytesRemoved(storage);
  return { ...world, leftovers: await findLeftovers(storage, history(), world) };
}

/** Gives runs what they wait for, until all have ended or the time is up. */
async function settleRuns(caller: RecordedCaller, patienceMs: number): Promise<void> {
  const { inhouse } = caller;
  const deadline = AbortSignal.timeout(patienceMs);
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
