import type { StorageRecord } from "@inhouse/contracts";
import type { Saboteur, Saboteurs } from "./faults.ts";
import { commitWrites, getGives } from "./faults.ts";

const keepsReferences: Saboteur = (storage) => {
  const handedIn = new Map<string, StorageRecord>();
  return {
    ...storage,
    get: async (_tenant, _kind, id) => handedIn.get(id),
    commit: async (tenant, writes) => {
      await storage.commit(tenant, writes);
      for (const write of writes)
        if ("record" in write) handedIn.set(write.record.id, write.record);
    },
  };
};

/** Hands out one object for a record, and brings that object up to date at each call. */
function handsOutOneObject(refresh: boolean): Saboteur {
  return (storage) => {
    const handedOut = new Map<string, StorageRecord>();
    const same = (record: StorageRecord): StorageRecord => {
      const known = handedOut.get(record.id);
      if (known !== undefined)
        return refresh ? Object.assign(known, structuredClone(record)) : known;
      const first = structuredClone(record);
      handedOut.set(record.id, first);
      return first;
    };
    return {
      ...storage,
      get: async (...name) => {
        const record = await storage.get(...name);
        return record && same(record);
      },
      list: async (query) => (await storage.list(query)).map(same),
      commit: async (tenant, writes) => {
        await storage.commit(tenant, writes);
        for (const { id, kind } of handedOut.values()) {
          const record = await storage.get(tenant, kind, id);
          if (record !== undefined) same(record);
        }
      },
    };
  };
}

/** Changes the text of each value on its way out. */
function valuesThrough(change: (text: string) => unknown): Saboteur {
  return getGives(
    (record) => record && { ...record, value: Object(change(JSON.stringify(record.value))) },
  );
}

const ignoresCaseOfIds = commitWrites((writes) =>
  writes.map((write) => {
    if (!("record" in write) || write.record.kind !== "message") return write;
    return { ...write, record: { ...write.record, id: write.record.id.toLowerCase() } };
  }),
);

export const valueSaboteurs: Saboteurs = {
  "keeps its own copy of what was handed in": keepsReferences,
  "is not changed through what it handed out": handsOutOneObject(false),
  "does not change what it handed out before": handsOutOneObject(true),
  "drops undefined as JSON does": keepsReferences,
  "keeps every kind of JSON value": valuesThrough((text) =>
    JSON.parse(text, (_, value) => (typeof value === "number" ? Math.fround(value) : value)),
  ),
  "keeps every kind of text": valuesThrough((text) => JSON.parse(text.normalize("NFC"))),
  "keeps names that mean something to JavaScript": valuesThrough((text) =>
    Object.assign({}, JSON.parse(text)),
  ),
  "keeps records under ids that mean something elsewhere": ignoresCaseOfIds,
  "keeps a value of a million characters": valuesThrough((text) => ({
    text: JSON.parse(text).text?.slice(0, 65_535),
  })),
};
