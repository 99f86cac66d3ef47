import type { Storage, StorageChange } from "@inhouse/contracts";
import { memoryStorage } from "@inhouse/storage-memory";

/** A storage that several processes share, each through a connection of its own. */
export interface Connections {
  /**
   * @param skewMs - how far ahead the clock of the storage is to that of the connected process; absent: it tells no time
   * @param now - that process's clock
   */
  connect(skewMs?: number, now?: () => number): Storage;
}

/** @returns connections that tell one another of their commits */
export function openConnections(precise = true): Connections {
  const inner = memoryStorage();
  const listeners = new Map<object, Set<(change: StorageChange) => void>>();
  return {
    connect(skewMs, now = Date.now) {
      const own = new Set<(change: StorageChange) => void>();
      const name = {};
      listeners.set(name, own);
      const tell = (change: StorageChange): void => {
        for (const [other, theirs] of listeners) {
          if (other !== name) for (const listener of theirs) setImmediate(listener, change);
        }
      };
      return {
        ...inner,
        capabilities: { shared: true, durable: true },
        async commit(tenant, writes) {
          await inner.commit(tenant, writes);
          const partitions = writes.flatMap((write) => {
            if (write.type === "delete_partition") return [write.partition];
            return "record" in write ? [write.record.partition] : [];
          });
          for (const partition of new Set(partitions)) {
            tell(precise ? { tenant, partition } : { tenant: null, partition: null });
          }
        },
        watch(listener) {
          own.add(listener);
          return () => void own.delete(listener);
        },
        ...(skewMs === undefined ? {} : { now: async () => now() + skewMs }),
        close: async () => void own.clear(),
      };
    },
  };
}
