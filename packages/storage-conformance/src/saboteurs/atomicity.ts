import type { StorageWrite } from "@inhouse/contracts";
import { InhouseError } from "@inhouse/contracts";
import type { Saboteur, Saboteurs } from "./faults.ts";

/** Keeps a write of one type, if the rest of its batch cannot be made. */
function keeps(type: StorageWrite["type"]): Saboteur {
  return (storage) => ({
    ...storage,
    commit: async (tenant, writes) => {
      try {
        await storage.commit(tenant, writes);
      } catch (error) {
        if (!InhouseError.isInstance(error)) throw error;
        for (const write of writes) {
          if (write.type === type) await storage.commit(tenant, [write]).catch(() => {});
        }
        throw error;
      }
    },
  });
}

export const atomicitySaboteurs: Saboteurs = {
  "writes nothing of a batch in which an insert fails, wherever it stands": keeps("delete"),
  "writes nothing of a batch in which an update fails, wherever it stands":
    keeps("delete_partition"),
  "writes nothing of a batch in which a deletion fails, wherever it stands": keeps("update"),
  "writes nothing of a batch in which a check fails, wherever it stands": keeps("insert"),
  "writes nothing of a batch in which a value has no form in JSON, wherever it stands":
    keeps("insert"),
};
