import type { StorageRecord } from "@inhouse/contracts";
import { sample } from "../samples.ts";
import type { Saboteur, Saboteurs } from "./faults.ts";
import { listAsks, listGives, listMerges } from "./faults.ts";

const listsFirstVersions: Saboteur = (storage) => {
  const inserted = new Map<string, StorageRecord>();
  return {
    ...storage,
    list: async (query) =>
      (await storage.list(query)).map((record) => inserted.get(record.id) ?? record),
    commit: async (tenant, writes) => {
      await storage.commit(tenant, writes);
      for (const write of writes) {
        if (write.type === "insert") inserted.set(write.record.id, write.record);
      }
    },
  };
};

export const listSaboteurs: Saboteurs = {
  "lists nothing where there is nothing": listGives((records) =>
    records.length > 0 ? records : [sample("message", "msg_1")],
  ),
  "lists by sequence in both directions, whatever the order of insertion": listAsks((query) => ({
    ...query,
    order: "asc",
  })),
  "orders sequences as numbers up to the largest safe integer": listGives((records) =>
    records.toSorted((left, right) => (`${left.sequence}` < `${right.sequence}` ? -1 : 1)),
  ),
  "orders records of one sequence by id in code units": listGives((records, { order }) => {
    const sign = order === "asc" ? 1 : -1;
    return records.toSorted((left, right) => sign * left.id.localeCompare(right.id, "en"));
  }),
  "lists whole records in their newest version": listsFirstVersions,
  "lists the records of one parent only": listMerges((query) => [
    query,
    { ...query, parent: query.parent.toUpperCase() },
  ]),
  "lists the records of one kind only": listMerges((query) => [
    query,
    { ...query, kind: "message" },
  ]),
  "lists kinds without a parent": listGives((records, { parent }) =>
    parent === "" ? [] : records,
  ),
  "lists the log of one run in a thread that has several": listMerges((query) =>
    ["run_0", "run_1", "run_2"].map((parent) => ({ ...query, parent })),
  ),
};
