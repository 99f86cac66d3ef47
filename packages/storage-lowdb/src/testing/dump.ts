import type { ListQuery, RecordKind, Storage, StorageRecord } from "@inhouse/contracts";
import { tenant } from "./records.ts";

type Readable = Pick<Storage, "get" | "list" | "due">;

/** What was found, by what was asked. */
export type Found = Readonly<Record<string, readonly string[]>>;

/** Everything that can be found of some threads, in every way of finding it. */
export async function dump(storage: Readable, threads: readonly string[]): Promise<Found> {
  const found: Record<string, readonly string[]> = {};
  const list = async (kind: RecordKind, parent: string): Promise<readonly StorageRecord[]> => {
    const query: ListQuery = { tenant, kind, parent, order: "asc", limit: 10_000 };
    const records = await storage.list(query);
    found[`${kind} of '${parent}'`] = records.map(describe);
    for (const record of records) {
      const same = await storage.get(tenant, kind, record.id);
      if (same === undefined || describe(same) !== describe(record)) {
        throw new Error(`The ${kind} '${record.id}' is listed, and not found by its id.`);
      }
    }
    return records;
  };
  await list("thread", "");
  for (const thread of threads) {
    await list("message", thread);
    for (const run of await list("run", thread)) await list("run_log", run.id);
    const key = { name: "status", value: "queued" };
    const query: ListQuery = { tenant, kind: "run", parent: thread, key, order: "desc", limit: 99 };
    found[`queued runs of '${thread}'`] = (await storage.list(query)).map(describe);
  }
  const due = await storage.due({ kind: "run", at: Number.MAX_SAFE_INTEGER, limit: 1000 });
  found["due runs"] = due.map(describe);
  return found;
}

function describe({ id, version, sequence, keys, dueAt, value }: StorageRecord): string {
  return JSON.stringify([id, version, sequence, keys, dueAt, value]);
}
