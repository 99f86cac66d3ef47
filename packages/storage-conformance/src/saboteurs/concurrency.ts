import type { Storage, StorageRecord, StorageWrite } from "@inhouse/contracts";
import { StorageConflictError } from "@inhouse/contracts";
import type { Saboteur, Saboteurs } from "./faults.ts";
import { splitsBatches, storedVersion } from "./faults.ts";

/** Judges first and writes later, over whatever came between. */
export const judgesTooEarly: Saboteur = (storage) => ({
  ...storage,
  commit: async (tenant, writes) => {
    for (const write of writes) await judge(storage, tenant, write);
    await nextTurn();
    for (const write of writes) {
      if (!("record" in write)) continue;
      const version = 1 + (await storedVersion(storage, tenant, write));
      const type = version === 1 ? "insert" : "update";
      await storage.commit(tenant, [{ type, record: { ...write.record, version } }]);
    }
  },
});

async function judge(storage: Storage, tenant: string, write: StorageWrite): Promise<void> {
  if (!("record" in write)) return;
  const { kind, id, version } = write.record;
  if ((await storedVersion(storage, tenant, write)) !== version - 1) {
    throw new StorageConflictError(kind, id);
  }
}

const dropsCommitsDuringCommits: Saboteur = (storage) => {
  let busy = false;
  return {
    ...storage,
    commit: async (tenant, writes) => {
      if (busy) return;
      busy = true;
      await nextTurn();
      await storage.commit(tenant, writes);
      busy = false;
    },
  };
};

const listsWhatWas: Saboteur = (storage) => {
  let previous: readonly StorageRecord[] = [];
  return {
    ...storage,
    list: async (query) => {
      const listed = previous;
      previous = await storage.list(query);
      return listed;
    },
  };
};

/** Lets everything go first that waits for nothing. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

export const concurrencySaboteurs: Saboteurs = {
  "lets exactly one of many racing updates win": judgesTooEarly,
  "lets exactly one of many racing inserts win, and writes nothing of the others": judgesTooEarly,
  "writes commits of different records at the same time": dropsCommitsDuringCommits,
  "shows a commit to every read that begins after it": listsWhatWas,
  "shows a commit to a list as a whole or not at all": splitsBatches,
};
