import { tenant } from "../samples.ts";
import type { Saboteur, Saboteurs } from "./faults.ts";
import { commitWrites, dueAsks, dueGives, forgets, recordsBecome } from "./faults.ts";

const keepsFirstDueTimes = commitWrites((writes, storage, owner) =>
  Promise.all(
    writes.map(async (write) => {
      if (write.type !== "update") return write;
      const stored = await storage.get(owner, write.record.kind, write.record.id);
      return { ...write, record: { ...write.record, dueAt: stored?.dueAt ?? null } };
    }),
  ),
);

const limitsBeforeSorting: Saboteur = (storage) => ({
  ...storage,
  due: async (query) => {
    const due = await storage.due({ ...query, limit: 1000 });
    return due.toSorted((left, right) => left.sequence - right.sequence).slice(0, query.limit);
  },
});

export const dueSaboteurs: Saboteurs = {
  "lists what is due, the earliest first": dueGives((records) => records.toReversed()),
  "takes a record as due from its very time on": dueAsks((query) => ({
    ...query,
    at: query.at - 1,
  })),
  "never lists a record without a due time": recordsBecome((record) => ({
    ...record,
    dueAt: record.dueAt ?? 0,
  })),
  "lists at most the limit of what is due": dueAsks((query) => ({ ...query, limit: 1000 })),
  "lists what is due of one kind only": dueAsks((query) => ({ ...query, kind: "run" })),
  "follows a due time when it changes": keepsFirstDueTimes,
  "forgets the due time of a deleted record": forgets("delete"),
  "lists what is due of all tenants": dueGives((records) =>
    records.filter((record) => record.tenant === tenant),
  ),
  "finds the few that are due among hundreds": limitsBeforeSorting,
};
