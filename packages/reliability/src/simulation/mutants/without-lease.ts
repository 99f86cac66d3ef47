import type { StorageRecord } from "@inhouse/contracts";
import { changeReads } from "./change-reads.ts";
import type { Mutant } from "./mutant.ts";

/** The lease of another process does not count. */
export const withoutLease: Mutant = {
  name: "without leases",
  caughtBy: "liveOwnersKeepTheirRuns",
  storage: (shared) =>
    changeReads(shared, (record, isOwn) => {
      if (isOwn || record.kind !== "run" || !isHeld(record)) return record;
      return { ...record, value: { ...record.value, leaseExpiresAt: 1 } };
    }),
};

function isHeld({ value }: StorageRecord): boolean {
  return (value as { readonly leaseExpiresAt: number | null }).leaseExpiresAt !== null;
}
