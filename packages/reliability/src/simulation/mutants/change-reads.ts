import type { Storage, StorageRecord } from "@inhouse/contracts";

/** How one record is shown to a process. */
export type Lie = (record: StorageRecord, isOwn: boolean) => StorageRecord;

/**
 * @param shared - what all have connections to
 * @param lie - how a record is shown, by whether this process wrote it last, as far as it knows
 * @returns the storage as a process sees it that is lied to whatever it reads
 */
export function changeReads(shared: Storage, lie: Lie): Storage {
  const own = new Map<string, number>();
  const show = (record: StorageRecord): StorageRecord =>
    lie(record, own.get(`${record.kind} ${record.id}`) === record.version);
  return {
    ...shared,
    async get(tenant, kind, id) {
      const record = await shared.get(tenant, kind, id);
      return record && show(record);
    },
    list: async (query) => (await shared.list(query)).map(show),
    due: async (query) => (await shared.due(query)).map(show),
    async commit(tenant, writes) {
      await shared.commit(tenant, writes);
      for (const write of writes) {
        if ("record" in write)
          own.set(`${write.record.kind} ${write.record.id}`, write.record.version);
      }
    },
  };
}
