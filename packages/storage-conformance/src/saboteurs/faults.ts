import type {
  BlobStore,
  DueQuery,
  ListQuery,
  Storage,
  StorageRecord,
  StorageSize,
  StorageWrite,
} from "@inhouse/contracts";
import { InhouseError } from "@inhouse/contracts";

/** Puts one fault into a good storage. */
export type Saboteur = (storage: Storage) => Storage;

/** The case of each name, and the fault that it must notice. */
export type Saboteurs = Readonly<Record<string, Saboteur>>;

type Records = readonly StorageRecord[];

/** Changes what `get` finds. */
export function getGives(
  change: (record: StorageRecord | undefined) => StorageRecord | undefined,
): Saboteur {
  return (storage) => ({
    ...storage,
    get: async (...name) => change(await storage.get(...name)),
  });
}

/** Changes what `list` finds. */
export function listGives(
  change: (records: Records, query: ListQuery) => Records | Promise<Records>,
): Saboteur {
  return (storage) => ({
    ...storage,
    list: async (query) => change(await storage.list(query), query),
  });
}

/** Changes what `list` is asked. */
export function listAsks(change: (query: ListQuery) => ListQuery): Saboteur {
  return (storage) => ({ ...storage, list: (query) => storage.list(change(query)) });
}

/** Makes `list` find the records of several queries. */
export function listMerges(queries: (query: ListQuery) => readonly ListQuery[]): Saboteur {
  return (storage) => ({
    ...storage,
    list: async (query) => (await Promise.all(queries(query).map(storage.list))).flat(),
  });
}

/** Changes what `due` finds. */
export function dueGives(change: (records: Records, query: DueQuery) => Records): Saboteur {
  return (storage) => ({
    ...storage,
    due: async (query) => change(await storage.due(query), query),
  });
}

/** Changes what `due` is asked. */
export function dueAsks(change: (query: DueQuery) => DueQuery): Saboteur {
  return (storage) => ({ ...storage, due: (query) => storage.due(change(query)) });
}

/** Changes what was measured. */
export function measureGives(change: (size: StorageSize) => StorageSize): Saboteur {
  return (storage) => ({
    ...storage,
    measure: async (tenant) => change(await storage.measure(tenant)),
  });
}

/** Changes what is committed; a batch without anything left succeeds. */
export function commitWrites(
  change: (
    writes: readonly StorageWrite[],
    storage: Storage,
    tenant: string,
  ) => readonly StorageWrite[] | Promise<readonly StorageWrite[]>,
): Saboteur {
  return (storage) => ({
    ...storage,
    commit: async (tenant, writes) => {
      const changed = await change(writes, storage, tenant);
      if (changed.length > 0 || writes.length === 0) await storage.commit(tenant, changed);
    },
  });
}

/** Changes each inserted or updated record on its way in. */
export function recordsBecome(change: (record: StorageRecord) => StorageRecord): Saboteur {
  return commitWrites((writes) =>
    writes.map((write) => ("record" in write ? { ...write, record: change(write.record) } : write)),
  );
}

/** Changes the blob store. */
export function blobsBecome(change: (blobs: BlobStore) => Partial<BlobStore>): Saboteur {
  return (storage) => ({ ...storage, blobs: { ...storage.blobs, ...change(storage.blobs) } });
}

/** Ignores writes of one type. */
export function forgets(type: StorageWrite["type"]): Saboteur {
  return commitWrites((writes) => writes.filter((write) => write.type !== type));
}

/** Reports success where a condition failed. */
export const swallowsConflicts: Saboteur = (storage) => ({
  ...storage,
  commit: (tenant, writes) =>
    storage.commit(tenant, writes).catch((error: unknown) => {
      if (!InhouseError.isInstance(error) || error.code !== "storage_conflict") throw error;
    }),
});

/** Writes a batch record by record. */
export const splitsBatches: Saboteur = (storage) => ({
  ...storage,
  commit: async (tenant, writes) => {
    for (const write of writes) await storage.commit(tenant, [write]);
  },
});

/** The version that is stored under the name of a write; 0: none. */
export async function storedVersion(
  storage: Storage,
  tenant: string,
  write: Exclude<StorageWrite, { type: "delete_partition" }>,
): Promise<number> {
  const { kind, id } = "record" in write ? write.record : write;
  return (await storage.get(tenant, kind, id))?.version ?? 0;
}
