import type { Storage, StorageWrite } from "@inhouse/contracts";
import type { Mutant } from "./mutant.ts";

/** Writes whatever version is stored: who lost a run does not notice it. */
export const withoutFence: Mutant = {
  name: "without the fence",
  caughtBy: "fencedOwnersStoreNothing",
  storage: (shared) => ({
    ...shared,
    async commit(tenant, writes) {
      const forced: StorageWrite[] = [];
      for (const write of writes) forced.push(...(await force(shared, tenant, write)));
      if (forced.length > 0) await shared.commit(tenant, forced);
    },
  }),
};

async function force(
  shared: Storage,
  tenant: string,
  write: StorageWrite,
): Promise<readonly StorageWrite[]> {
  if (write.type === "delete_partition") return [write];
  if (write.type === "check") return [];
  const { kind, id } = "record" in write ? write.record : write;
  const version = (await shared.get(tenant, kind, id))?.version ?? 0;
  if (write.type === "delete") return version === 0 ? [] : [{ ...write, expectedVersion: version }];
  const record = { ...write.record, version: version + 1 };
  return [{ type: version === 0 ? "insert" : "update", record }];
}
