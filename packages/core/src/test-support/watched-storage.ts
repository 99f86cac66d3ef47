import type { Storage, StorageRecord, StorageWrite } from "@inhouse/contracts";
import { memoryStorage } from "@inhouse/storage-memory";

/** A storage in memory that shows everything it holds, and fails on demand. */
export interface WatchedStorage extends Storage {
  /** Every record and every blob, as comparable text. */
  dump(): string;
  /** The keys of all blobs. */
  blobKeys(): readonly string[];
  /** Makes the next commit that holds a record of this kind fail, with nothing written. */
  failNext(kind: StorageRecord["kind"], error: Error): void;
  /** Makes the next deletion of a blob fail. */
  failBlobDelete(error: Error): void;
}

export function watchedStorage(): WatchedStorage {
  const inner = memoryStorage();
  const records = new Map<string, StorageRecord>();
  const blobs = new Map<string, number>();
  let planned: { readonly kind: StorageRecord["kind"]; readonly error: Error } | null = null;
  let blobFault: Error | null = null;
  return {
    ...inner,
    blobs: {
      ...inner.blobs,
      async put(key, bytes) {
        await inner.blobs.put(key, bytes);
        blobs.set(key, bytes.byteLength);
      },
      async delete(key) {
        const fault = blobFault;
        blobFault = null;
        if (fault !== null) throw fault;
        await inner.blobs.delete(key);
        blobs.delete(key);
      },
    },
    async commit(tenant, writes) {
      if (planned !== null && writes.some((write) => kindOf(write) === planned?.kind)) {
        const { error } = planned;
        planned = null;
        throw error;
      }
      await inner.commit(tenant, writes);
      for (const write of writes) mirror(records, tenant, write);
    },
    dump() {
      const held = [...records].sort(([a], [b]) => (a < b ? -1 : 1));
      return JSON.stringify({ held, blobs: [...blobs].sort() }, null, 1);
    },
    blobKeys: () => [...blobs.keys()],
    failNext(kind, error) {
      planned = { kind, error };
    },
    failBlobDelete(error) {
      blobFault = error;
    },
  };
}

function kindOf(write: StorageWrite): StorageRecord["kind"] | null {
  if (write.type === "delete_partition") return null;
  return "record" in write ? write.record.kind : write.kind;
}

function mirror(records: Map<string, StorageRecord>, tenant: string, write: StorageWrite): void {
  if ("record" in write) {
    const { kind, id } = write.record;
    records.set(`${tenant}/${kind}/${id}`, structuredClone(write.record));
  } else if (write.type === "delete") records.delete(`${tenant}/${write.kind}/${write.id}`);
  else if (write.type === "delete_partition") {
    for (const [key, record] of records) {
      if (record.tenant === tenant && record.partition === write.partition) records.delete(key);
    }
  }
}
