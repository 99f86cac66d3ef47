import { StorageConflictError } from "@inhouse/contracts";
import { sample } from "../samples.ts";
import type { Saboteur, Saboteurs } from "./faults.ts";
import { commitWrites, forgets, getGives } from "./faults.ts";

const keepsTombstones: Saboteur = (storage) => {
  const deleted = new Set<string>();
  return {
    ...storage,
    commit: async (tenant, writes) => {
      for (const write of writes) {
        if (write.type === "delete") deleted.add(write.id);
        if (write.type === "insert" && deleted.has(write.record.id)) {
          throw new StorageConflictError(write.record.kind, write.record.id);
        }
      }
      await storage.commit(tenant, writes);
    },
  };
};

const mergesValues = commitWrites((writes, storage, tenant) =>
  Promise.all(
    writes.map(async (write) => {
      if (write.type !== "update") return write;
      const { record } = write;
      const stored = await storage.get(tenant, record.kind, record.id);
      return { ...write, record: { ...record, value: { ...stored?.value, ...record.value } } };
    }),
  ),
);

export const recordSaboteurs: Saboteurs = {
  "reads undefined where there is no record": getGives(
    (record) => record ?? sample("message", "msg_1"),
  ),
  "gives back a record of every kind with all its fields": getGives(
    (record) => record && { ...record, dueAt: null },
  ),
  "keeps records of two kinds with one id apart": (storage) => ({
    ...storage,
    get: async (tenant, kind, id) =>
      (await storage.get(tenant, "message", id)) ?? storage.get(tenant, kind, id),
  }),
  "replaces a record as a whole when it is updated": mergesValues,
  "keeps no trace of a deleted record": forgets("delete"),
  "inserts a record anew after its deletion": keepsTombstones,
  "counts versions through many updates": getGives(
    (record) => record && { ...record, version: Math.min(record.version, 10) },
  ),
};
