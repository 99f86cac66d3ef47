import type { StorageRecord } from "@inhouse/contracts";
import { tenant as first } from "../samples.ts";
import type { Saboteur, Saboteurs } from "./faults.ts";

/** Keeps the records of several tenants as one's, and hands them out as the asking tenant's. */
function sharesTenants(owner: (tenant: string) => string): Saboteur {
  return (storage) => {
    const rename = (record: StorageRecord, tenant: string): StorageRecord => ({
      ...record,
      tenant,
    });
    return {
      ...storage,
      get: async (tenant, kind, id) => {
        const record = await storage.get(owner(tenant), kind, id);
        return record && rename(record, tenant);
      },
      list: async (query) => {
        const records = await storage.list({ ...query, tenant: owner(query.tenant) });
        return records.map((record) => rename(record, query.tenant));
      },
      commit: (tenant, writes) => {
        const renamed = writes.map((write) =>
          "record" in write ? { ...write, record: rename(write.record, owner(tenant)) } : write,
        );
        return storage.commit(owner(tenant), renamed);
      },
    };
  };
}

const deletesPartitionsOfAll: Saboteur = (storage) => ({
  ...storage,
  commit: async (tenant, writes) => {
    await storage.commit(tenant, writes);
    const partitions = writes.filter((write) => write.type === "delete_partition");
    if (partitions.length > 0) await storage.commit(first, partitions);
  },
});

export const tenantSaboteurs: Saboteurs = {
  "reads no record of another tenant": (storage) => ({
    ...storage,
    get: (_, kind, id) => storage.get(first, kind, id),
  }),
  "lists no record of another tenant": (storage) => ({
    ...storage,
    list: (query) => storage.list({ ...query, tenant: first }),
  }),
  "keeps records of two tenants with one id apart": sharesTenants(() => first),
  "lets no tenant update, delete or check another's record": sharesTenants(() => first),
  "lets no tenant delete another's partition": deletesPartitionsOfAll,
  "keeps tenants apart whose names differ in case, separators or escapes only": sharesTenants(
    (tenant) => tenant.toLowerCase(),
  ),
};
