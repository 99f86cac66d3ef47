import type { ListQuery, StorageRecord } from "@inhouse/contracts";
import type { Saboteur, Saboteurs } from "./faults.ts";
import { forgets, listAsks, listMerges } from "./faults.ts";

/** Looks for a key's value among the records that a query without the key finds. */
function filters(
  matches: (record: StorageRecord, name: string, value: string) => boolean,
  limit?: number,
): Saboteur {
  return (storage) => ({
    ...storage,
    list: async ({ key, ...query }) => {
      const records = await storage.list({ ...query, limit: limit ?? query.limit });
      return key === undefined
        ? records
        : records.filter((record) => matches(record, key.name, key.value));
    },
  });
}

const filtersByFirstKeys: Saboteur = (storage) => {
  const first = new Map<string, StorageRecord["keys"]>();
  const filtering = filters((record, name, value) => first.get(record.id)?.[name] === value);
  return {
    ...storage,
    list: filtering(storage).list,
    commit: async (tenant, writes) => {
      await storage.commit(tenant, writes);
      for (const write of writes) {
        if (write.type === "insert") first.set(write.record.id, write.record.keys);
      }
    },
  };
};

function withoutKey({ key: _, ...query }: ListQuery): ListQuery {
  return query;
}

export const keySaboteurs: Saboteurs = {
  "lists only records with a key's value": listAsks(withoutKey),
  "takes the empty string as a value of a key": listAsks((query) =>
    query.key?.value === "" ? withoutKey(query) : query,
  ),
  "compares a key's value as a whole and exactly": filters((record, name, value) =>
    (record.keys[name] ?? "").startsWith(value),
  ),
  "follows a key when it changes": filtersByFirstKeys,
  "forgets the keys of a deleted record": forgets("delete"),
  "pages through records with a key's value": filters(
    (record, name, value) => record.keys[name] === value,
  ),
  "lists by key within one parent": listMerges((query) => [
    query,
    { ...query, parent: "thread_2" },
  ]),
  "lists files by the key of their thread": listAsks((query) =>
    query.kind === "file" ? withoutKey(query) : query,
  ),
};
