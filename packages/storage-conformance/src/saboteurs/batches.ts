import type { Saboteurs } from "./faults.ts";
import { commitWrites, splitsBatches } from "./faults.ts";

export const batchSaboteurs: Saboteurs = {
  "writes every record of a batch": commitWrites((writes) =>
    writes.length > 1 ? writes.slice(0, -1) : writes,
  ),
  "writes nothing of a batch whose last condition fails": splitsBatches,
  "writes nothing of a batch whose check fails": splitsBatches,
  "deletes nothing in a batch whose last condition fails": splitsBatches,
  "judges conditions by the state before the batch": splitsBatches,
  "refuses a batch that holds a record twice": splitsBatches,
  "refuses a batch that writes into a partition which it deletes": splitsBatches,
  "refuses an empty batch": splitsBatches,
  "refuses records of another tenant than the commit's": (storage) => ({
    ...storage,
    commit: (tenant, writes) => {
      const own = writes.map((write) =>
        "record" in write ? { ...write, record: { ...write.record, tenant } } : write,
      );
      return storage.commit(tenant, own);
    },
  }),
};
