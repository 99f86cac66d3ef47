import type { Saboteurs } from "./faults.ts";
import { commitWrites, forgets, storedVersion, swallowsConflicts } from "./faults.ts";

export const updatesAnyOlderVersion = commitWrites((writes, storage, tenant) =>
  Promise.all(
    writes.map(async (write) => {
      if (write.type !== "update") return write;
      const version = await storedVersion(storage, tenant, write);
      if (version === 0 || version >= write.record.version) return write;
      return { ...write, record: { ...write.record, version: version + 1 } };
    }),
  ),
);

const insertsWhatIsMissing = commitWrites((writes, storage, tenant) =>
  Promise.all(
    writes.map(async (write) => {
      if (write.type !== "update" || (await storedVersion(storage, tenant, write)) > 0) {
        return write;
      }
      return { type: "insert", record: { ...write.record, version: 1 } } as const;
    }),
  ),
);

const deletesAnyVersion = commitWrites((writes, storage, tenant) =>
  Promise.all(
    writes.map(async (write) => {
      if (write.type !== "delete") return write;
      return { ...write, expectedVersion: await storedVersion(storage, tenant, write) };
    }),
  ),
);

export const conflictSaboteurs: Saboteurs = {
  "refuses to insert a record that exists": swallowsConflicts,
  "refuses an id that another parent's record has": swallowsConflicts,
  "lets one of two writers of the same version win": swallowsConflicts,
  "refuses to update a version that is not there yet": updatesAnyOlderVersion,
  "refuses to update a record that does not exist": insertsWhatIsMissing,
  "refuses to delete another version than the expected one": deletesAnyVersion,
  "refuses to delete a record that does not exist": deletesAnyVersion,
  "checks a version without writing": forgets("check"),
  "checks that a record does not exist": forgets("check"),
};
