import type { ListPosition, ListQuery, StorageRecord } from "@inhouse/contracts";
import { compareListPositions } from "@inhouse/contracts";
import { tenants } from "../model/universe.ts";
import { judgesTooEarly } from "./concurrency.ts";
import { updatesAnyOlderVersion } from "./conflicts.ts";
import type { Saboteur } from "./faults.ts";
import { commitWrites, dueAsks, forgets, listAsks, listGives } from "./faults.ts";

/** Begins a page with the record that it should come behind. */
const listsFromTheBorder: Saboteur = (storage) => ({
  ...storage,
  list: async (query) => {
    const { after, ...rest } = query;
    if (after === undefined) return storage.list(query);
    const all = await storage.list({ ...rest, limit: 1000 });
    return all.filter((record) => isNotBefore(record, after, query)).slice(0, query.limit);
  },
});

function isNotBefore(record: StorageRecord, place: ListPosition, { order }: ListQuery): boolean {
  const difference = compareListPositions(record, place);
  return order === "asc" ? difference >= 0 : difference <= 0;
}

/** Forgets whose records are asked for, where it looks for a key. */
const listsByKeyForAll: Saboteur = (storage) => ({
  ...storage,
  list: async (query) => {
    if (query.key === undefined) return storage.list(query);
    const all = await Promise.all(tenants.map((tenant) => storage.list({ ...query, tenant })));
    const sign = query.order === "asc" ? 1 : -1;
    const sorted = all.flat().sort((left, right) => sign * compareListPositions(left, right));
    return sorted.slice(0, query.limit);
  },
});

/** Deletes the records of a thread, and forgets what runs have logged in it. */
const leavesLogs: Saboteur = (storage) => {
  const logs = new Map<string, StorageRecord>();
  return {
    ...storage,
    commit: async (tenant, writes) => {
      await storage.commit(tenant, writes);
      for (const write of writes) {
        if ("record" in write && write.record.kind === "run_log") {
          logs.set(`${tenant}/${write.record.id}`, write.record);
        }
        if (write.type !== "delete_partition") continue;
        for (const record of logs.values()) {
          if (record.tenant !== tenant || record.partition !== write.partition) continue;
          const left = { type: "insert", record: { ...record, version: 1 } } as const;
          await storage.commit(tenant, [left]).catch(() => {});
        }
      }
    },
  };
};

/** Sorts by the rules of a language. */
const sortsByLanguage = listGives((records, { order }) => {
  const sign = order === "asc" ? 1 : -1;
  return records.toSorted(
    (left, right) =>
      sign * (left.sequence - right.sequence || left.id.localeCompare(right.id, "en")),
  );
});

/** Keeps the keys that a record was inserted with. */
const forgetsNewKeys = commitWrites((writes, storage, tenant) =>
  Promise.all(
    writes.map(async (write) => {
      if (write.type !== "update") return write;
      const { kind, id } = write.record;
      const stored = await storage.get(tenant, kind, id);
      return { ...write, record: { ...write.record, keys: stored?.keys ?? write.record.keys } };
    }),
  ),
);

/** Faults that a random walk must find, by what they are. */
export const modelSaboteurs: Readonly<Record<string, Saboteur>> = {
  "accepts a lost update": updatesAnyOlderVersion,
  "is off by one at the border of a page": listsFromTheBorder,
  "lists what another tenant has": listsByKeyForAll,
  "forgets to delete a partition": forgets("delete_partition"),
  "leaves the logs of a deleted partition": leavesLogs,
  "ignores checks": forgets("check"),
  "sorts ids by the rules of a language": sortsByLanguage,
  "finds due records a moment late": dueAsks((query) => ({ ...query, at: query.at - 1 })),
  "ignores where a page must end": listAsks(({ before: _, ...query }) => query),
  "keeps the keys of the first version": forgetsNewKeys,
  "judges a commit before it writes": judgesTooEarly,
};
