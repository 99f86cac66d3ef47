import { StorageError } from "@inhouse/contracts";
import type { Saboteur, Saboteurs } from "./faults.ts";

const refusesSecondClose: Saboteur = (storage) => {
  let closed = false;
  return {
    ...storage,
    close: async () => {
      if (closed) throw new StorageError("This storage was closed before.", "no");
      closed = true;
      await storage.close();
    },
  };
};

const neverCloses: Saboteur = (storage) => ({ ...storage, close: async () => {} });

const closesOverCommits: Saboteur = (storage) => ({
  ...storage,
  commit: async (tenant, writes) => {
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
    await storage.commit(tenant, writes);
  },
});

export const closingSaboteurs: Saboteurs = {
  "closes twice": refusesSecondClose,
  "rejects every call after it was closed": neverCloses,
  "rejects every call for a blob after it was closed": neverCloses,
  "finishes the commits that were called before it is closed": closesOverCommits,
};
