import type { RecordKind, RecordsSize, Storage, StorageRecord } from "@inhouse/contracts";
import { recordKinds } from "@inhouse/contracts";
import { tenant as first } from "../samples.ts";
import type { Saboteur, Saboteurs } from "./faults.ts";
import { forgets, measureGives } from "./faults.ts";

type Sizes = Readonly<Record<RecordKind, RecordsSize>>;

function sizesBecome(change: (size: RecordsSize, kind: RecordKind) => RecordsSize): Saboteur {
  return measureGives((size) => {
    const kinds = Object.keys(size.records) as RecordKind[];
    const sizes = kinds.map((kind) => [kind, change(size.records[kind], kind)]);
    return { ...size, records: Object.fromEntries(sizes) as Sizes };
  });
}

const leavesEmptyKindsOut = measureGives((size) => {
  const kinds = Object.entries(size.records).filter(([, { count }]) => count > 0);
  return { ...size, records: Object.fromEntries(kinds) as Sizes };
});

/** Takes the length of the text for its bytes. */
const countsCharacters: Saboteur = (storage) => ({
  ...storage,
  measure: async (tenant) => {
    const size = await storage.measure(tenant);
    const query = { tenant, kind: "message", parent: "thread_1", order: "asc" } as const;
    const messages = await storage.list({ ...query, limit: 1000 });
    const bytes = messages.reduce((sum, { value }) => sum + JSON.stringify(value).length, 0);
    const { count } = size.records.message;
    return { ...size, records: { ...size.records, message: { count, bytes } } };
  },
});

/** Keeps counting what was there before an update. */
const countsOldVersions: Saboteur = (storage) => {
  let updates = 0;
  const counting: Storage = {
    ...storage,
    commit: async (tenant, writes) => {
      await storage.commit(tenant, writes);
      updates += writes.filter((write) => write.type === "update").length;
    },
  };
  return sizesBecome((size, kind) =>
    kind === "run" ? { ...size, count: size.count + updates } : size,
  )(counting);
};

/** Counts the records of every tenant that it has seen. */
const measuresAll: Saboteur = (storage) => {
  const seen = new Map<string, StorageRecord>();
  return {
    ...storage,
    commit: async (tenant, writes) => {
      await storage.commit(tenant, writes);
      for (const write of writes) {
        if ("record" in write) seen.set(`${tenant}/${write.record.id}`, write.record);
      }
    },
    measure: async () => {
      const size = await storage.measure(first);
      const run = { count: seen.size, bytes: size.records.run.bytes };
      return { ...size, records: { ...size.records, run } };
    },
  };
};

export const measureSaboteurs: Saboteurs = {
  "measures every kind, also where there is nothing": leavesEmptyKindsOut,
  "measures values as their JSON in bytes of UTF-8": countsCharacters,
  "measures each kind by itself, in the catalog and in threads": sizesBecome((size, kind) =>
    recordKinds[kind].partition === "catalog" ? { count: 0, bytes: 0 } : size,
  ),
  "measures a record in its newest version only": countsOldVersions,
  "measures no record of another tenant": measuresAll,
  "measures nothing of a deleted partition": forgets("delete_partition"),
  "says how much of the disk it takes, or that nobody knows": measureGives((size) => ({
    ...size,
    diskBytes: 0,
  })),
};
