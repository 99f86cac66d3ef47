import { memoryStorage } from "@inhouse/storage-memory";
import { openRuntime } from "../crash/child/open-runtime.ts";
import { RecordedCaller } from "../crash/child/recorded-caller.ts";
import { recordingStorage } from "../crash/child/recording-storage.ts";
import { findLeftovers } from "../crash/find-leftovers.ts";
import { listAll } from "../crash/list-all.ts";
import { readThreads } from "../crash/read-threads.ts";
import { fingerprint } from "../invariants/fingerprint.ts";
import type { HistoryEntry } from "../invariants/history-entry.ts";
import type { StoredWorld } from "../invariants/stored-world.ts";

/** A history, and what came of it. */
export interface PastWorld {
  readonly history: readonly HistoryEntry[];
  readonly world: StoredWorld;
}

/** Two runs on one thread, one with tools and one with an output of the caller, and a thread that is deleted, without any fault. */
export async function soundWorld(): Promise<PastWorld> {
  const history: HistoryEntry[] = [];
  const record = (entry: HistoryEntry): void => void history.push(structuredClone(entry));
  const storage = recordingStorage(memoryStorage(), "p1", record);
  await using inhouse = openRuntime(storage, { process: "p1", record, seed: 1, leaseMs: 60_000 });
  const caller = new RecordedCaller(inhouse, "p1", record);
  const assistantId = await caller.createAssistant();
  const threadId = await must(caller.createThread(0));
  const whenBusy = "reject";
  await must(caller.createMessage(threadId, "rounds"));
  const options = { threadId, assistantId, whenBusy, hasMessage: true } as const;
  const first = await must(caller.createRun({ ...options, plan: "rounds" }));
  for await (const event of inhouse.runs.stream(first)) {
    const { sequence } = event;
    record({ type: "seen", process: "p1", runId: first, sequence, event: fingerprint(event) });
  }
  const second = await must(caller.createRun({ ...options, plan: "external", hasMessage: false }));
  await caller.submit(await inhouse.runs.wait(second));
  await inhouse.runs.wait(second);
  const doomed = await must(caller.createThread(1));
  const third = await must(
    caller.createRun({ ...options, threadId: doomed, plan: "rounds", hasMessage: false }),
  );
  await inhouse.runs.wait(third);
  await must(caller.deleteThread(doomed));
  const threads = await readThreads(inhouse, 10_000);
  const files = await listAll((page) => inhouse.files.list(page));
  const world = { threads, files, probes: [{ threadId, outcome: "completed" }], leftovers: [] };
  return {
    history,
    world: { ...world, leftovers: await findLeftovers(storage, history, world) },
  };
}

async function must(id: Promise<string | null>): Promise<string> {
  const found = await id;
  if (found === null) throw new Error("It was refused.");
  return found;
}
