import type { RecordKind, Storage, StorageRecord } from "@inhouse/contracts";
import { callsOf } from "../invariants/calls.ts";
import type { HistoryEntry } from "../invariants/history-entry.ts";
import type { Leftover, StoredWorld } from "../invariants/stored-world.ts";

const tenant = "default";
const pageSize = 1_000;

/**
 * Looks into the storage itself for what should be gone: records of threads that were deleted, records that belong to nothing that
 * is there, and bytes without a file.
 *
 * @param storage - the storage
 * @param history - names the threads that were deleted, and the places where bytes were put
 * @param world - what is there
 */
export async function findLeftovers(
  storage: Storage,
  history: readonly HistoryEntry[],
  world: StoredWorld,
): Promise<readonly Leftover[]> {
  const leftovers: Leftover[] = [];
  const there = new Set(world.threads.map(({ thread }) => thread.id));
  for (const { request } of callsOf(history, "delete_thread")) {
    const { threadId } = request;
    if (there.has(threadId)) continue;
    for (const kind of ["message", "step", "run"] as const) {
      const records = await listOf(storage, kind, threadId);
      leftovers.push(...records.map(({ id }) => ({ threadId, text: `the ${kind} ${id} is left` })));
    }
  }
  leftovers.push(...(await findUncounted(storage, world)));
  leftovers.push(...(await findBytes(storage, history, world)));
  return leftovers;
}

async function findUncounted(
  storage: Storage,
  { threads, files }: StoredWorld,
): Promise<readonly Leftover[]> {
  const runs = threads.flatMap((thread) => thread.runs);
  const known: Partial<Record<RecordKind, number>> = {
    thread: threads.length,
    run: runs.length,
    step: 0,
    message: 0,
    run_log: 0,
    file: files.length,
    blob_removal: 0,
  };
  const add = (kind: RecordKind, count: number): void => {
    known[kind] = (known[kind] ?? 0) + count;
  };
  for (const { thread } of threads) {
    add("message", (await listOf(storage, "message", thread.id)).length);
    add("step", (await listOf(storage, "step", thread.id)).length);
  }
  for (const { run } of runs) add("run_log", (await listOf(storage, "run_log", run.id)).length);
  const { records } = await storage.measure(tenant);
  return Object.entries(known).flatMap(([kind, count]) => {
    const stored = records[kind as RecordKind].count;
    if (stored === count) return [];
    return {
      threadId: "",
      text: `${stored} records of the kind ${kind}, ${count} belong to something`,
    };
  });
}

async function findBytes(
  storage: Storage,
  history: readonly HistoryEntry[],
  { files }: StoredWorld,
): Promise<readonly Leftover[]> {
  const wanted = new Set(files.map(({ id }) => id));
  const keys = new Set(history.flatMap((entry) => (entry.type === "blob" ? [entry.key] : [])));
  const leftovers: Leftover[] = [];
  for (const key of keys) {
    const isWanted = wanted.has(key.split("/").at(-1) ?? "");
    const isThere = (await storage.blobs.get(key)) !== undefined;
    if (isThere && !isWanted) leftovers.push({ threadId: "", text: `the bytes ${key} are left` });
    if (!isThere && isWanted) leftovers.push({ threadId: "", text: `the bytes ${key} are lost` });
  }
  return leftovers;
}

async function listOf(
  storage: Storage,
  kind: RecordKind,
  parent: string,
): Promise<readonly StorageRecord[]> {
  const records: StorageRecord[] = [];
  for (;;) {
    const last = records.at(-1);
    const page = await storage.list({
      tenant,
      kind,
      parent,
      order: "asc",
      ...(last === undefined ? {} : { after: { sequence: last.sequence, id: last.id } }),
      limit: pageSize,
    });
    records.push(...page);
    if (page.length < pageSize) return records;
  }
}
