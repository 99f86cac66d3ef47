import type { Storage, StorageWrite } from "@inhouse/contracts";
import { StorageConflictError } from "@inhouse/contracts";
import { delegate } from "./delegate.ts";

/** How often a batch is tried again that another one came in the way of. */
const attempts = 20;

/** A storage that takes no notice of versions: whoever writes last wins, also who has lost the run long ago. */
export function withoutFence(inner: Storage): Storage {
  return {
    ...delegate(inner),
    async commit(tenant, writes) {
      for (let attempt = 1; ; attempt++) {
        const forced = await Promise.all(writes.map((write) => force(inner, tenant, write)));
        const left = forced.filter((write) => write !== null);
        try {
          if (left.length > 0) await inner.commit(tenant, left);
          return;
        } catch (error) {
          if (!(error instanceof StorageConflictError) || attempt === attempts) throw error;
        }
      }
    },
  };
}

async function force(
  inner: Storage,
  tenant: string,
  write: StorageWrite,
): Promise<StorageWrite | null> {
  if (write.type === "check") return null;
  if (write.type === "delete_partition") return write;
  const { kind, id } = "record" in write ? write.record : write;
  const stored = await inner.get(tenant, kind, id);
  if (write.type === "insert") return stored === undefined ? write : null;
  if (stored === undefined) return null;
  if (write.type === "delete") return { ...write, expectedVersion: stored.version };
  return { ...write, record: { ...write.record, version: stored.version + 1 } };
}
