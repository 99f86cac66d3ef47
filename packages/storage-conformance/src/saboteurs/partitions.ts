import type { StorageWrite } from "@inhouse/contracts";
import { StorageConflictError } from "@inhouse/contracts";
import { messagesOf, remove } from "../samples.ts";
import type { Saboteur, Saboteurs } from "./faults.ts";
import { commitWrites } from "./faults.ts";

/** Deletes messages of a partition one by one, up to a number, and nothing else of it. */
function deletesMessagesOnly(limit: number): Saboteur {
  return commitWrites(async (writes, storage, tenant) => {
    const changed: StorageWrite[] = [];
    for (const write of writes) {
      if (write.type !== "delete_partition") {
        changed.push(write);
        continue;
      }
      const query = messagesOf({ tenant, parent: write.partition, limit });
      changed.push(...(await storage.list(query)).map(remove));
    }
    return changed;
  });
}

const hidesDeletedPartitions: Saboteur = (storage) => {
  const deleted = new Set<string>();
  return {
    ...storage,
    list: async (query) => (deleted.has(query.parent) ? [] : storage.list(query)),
    commit: async (tenant, writes) => {
      await storage.commit(tenant, writes);
      for (const write of writes) {
        if (write.type === "delete_partition") deleted.add(write.partition);
      }
    },
  };
};

export const partitionSaboteurs: Saboteurs = {
  "deletes a partition with records of every kind in it": deletesMessagesOnly(1000),
  "deletes nothing outside the partition": commitWrites((writes) =>
    writes.flatMap((write): StorageWrite[] =>
      write.type === "delete_partition" ? [write, { ...write, partition: "thread_10" }] : [write],
    ),
  ),
  "deletes a partition of hundreds of records": deletesMessagesOnly(100),
  "takes the deletion of a partition without records as done": commitWrites(
    async (writes, storage, tenant) => {
      for (const write of writes) {
        if (write.type !== "delete_partition") continue;
        const found = await storage.list(messagesOf({ tenant, parent: write.partition, limit: 1 }));
        if (found.length === 0) throw new StorageConflictError("thread", write.partition);
      }
      return writes;
    },
  ),
  "fills a deleted partition anew": hidesDeletedPartitions,
};
