import type { Storage, StorageRecord, StorageWrite } from "@inhouse/contracts";
import { StorageConflictError, StorageError } from "@inhouse/contracts";
import { insert, sample } from "../samples.ts";
import type { FailureSaboteur } from "./failing-memory.ts";

/** Does something when a commit has failed. */
function afterCommit(
  harm: (kept: Storage, tenant: string, writes: readonly StorageWrite[]) => Promise<void>,
): FailureSaboteur {
  return (storage, kept) => ({
    ...storage,
    commit: async (tenant, writes) => {
      try {
        await storage.commit(tenant, writes);
      } catch (error) {
        await harm(kept, tenant, writes);
        throw error;
      }
    },
  });
}

/** Writes one record of a batch that failed, if it was not all written. */
const leavesOne = afterCommit(async (kept, tenant, writes) => {
  const one = writes.find((write) => write.type === "insert");
  if (one !== undefined) await kept.commit(tenant, [one]).catch(() => {});
});

/** Deletes one record of a partition that could not be deleted. */
const leavesAllButOne = afterCommit(async (kept, tenant, writes) => {
  if (!writes.some((write) => write.type === "delete_partition")) return;
  const one = { type: "delete", kind: "message", id: "msg_1", expectedVersion: 1 } as const;
  await kept.commit(tenant, [one]).catch(() => {});
});

const isSureOfNothing = afterCommit(async () => {
  throw new StorageError("A commit failed.", "no");
});

const takesFailuresForConflicts = afterCommit(async () => {
  throw new StorageConflictError("run", "run_1");
});

const throwsAnything = afterCommit(async () => {
  throw new TypeError("Cannot read properties of undefined");
});

/** Reports a commit as done that was not. */
const saysDone: FailureSaboteur = (storage) => ({
  ...storage,
  commit: (tenant, writes) => storage.commit(tenant, writes).catch(() => {}),
});

/** Works only now and then once something has failed. */
const goesWrongAfterwards: FailureSaboteur = (storage) => {
  let failures = 0;
  return {
    ...storage,
    commit: async (tenant, writes) => {
      if (failures === 1) {
        failures++;
        throw new StorageError("Something failed before.", "no");
      }
      await storage.commit(tenant, writes).catch((error: unknown) => {
        failures++;
        throw error;
      });
    },
  };
};

/** Takes the next commit into its memory only. */
const writesBehindTheFailure: FailureSaboteur = (storage, kept) => {
  const remembered = new Map<string, StorageRecord>();
  let hasFailed = false;
  return {
    ...storage,
    get: async (tenant, kind, id) =>
      remembered.get(`${tenant}/${id}`) ?? storage.get(tenant, kind, id),
    commit: async (tenant, writes) => {
      const [first] = writes;
      if (hasFailed && first !== undefined && "record" in first) {
        remembered.set(`${tenant}/${first.record.id}`, first.record);
        hasFailed = false;
        return;
      }
      await storage.commit(tenant, writes).catch((error: unknown) => {
        hasFailed = true;
        throw error;
      });
    },
    close: async () => {
      for (const record of remembered.values()) await kept.commit(record.tenant, [insert(record)]);
      await storage.close();
    },
  };
};

/** Finds nothing where it cannot read. */
const readsNothing: FailureSaboteur = (storage) => ({
  ...storage,
  list: (query) => storage.list(query).catch(() => []),
});

const leavesHalfABlob: FailureSaboteur = (storage, kept) => ({
  ...storage,
  blobs: {
    ...storage.blobs,
    put: async (key, bytes) => {
      try {
        await storage.blobs.put(key, bytes);
      } catch (error) {
        await kept.blobs.put(key, bytes.subarray(0, bytes.length / 2));
        throw error;
      }
    },
  },
});

const leavesAnEmptyBlob: FailureSaboteur = (storage, kept) => ({
  ...storage,
  blobs: {
    ...storage.blobs,
    delete: async (key) => {
      try {
        await storage.blobs.delete(key);
      } catch (error) {
        await kept.blobs.put(key, new Uint8Array());
        throw error;
      }
    },
  },
});

/** Forgets what it has not brought to the disk when it is closed. */
const losesTheLast: FailureSaboteur = (storage, kept) => {
  let last = "";
  return {
    ...storage,
    commit: async (tenant, writes) => {
      await storage.commit(tenant, writes);
      last = tenant;
    },
    close: async () => {
      try {
        await storage.close();
      } catch (error) {
        const extra = sample("file", "half_written", { tenant: last });
        await kept.commit(last, [insert(extra)]);
        throw error;
      }
    },
  };
};

/** What goes wrong when something fails, several for the first case. */
export const failureSaboteurs: readonly (readonly [name: string, sabotage: FailureSaboteur])[] = [
  ...[
    leavesOne,
    isSureOfNothing,
    takesFailuresForConflicts,
    throwsAnything,
    saysDone,
    goesWrongAfterwards,
    writesBehindTheFailure,
  ].map(
    (sabotage) =>
      [
        "has made a commit that failed as a whole or not at all, and says which or that it does not know",
        sabotage,
      ] as const,
  ),
  [
    "has made the first commit, on the way to which opening may fail, as a whole or not at all",
    leavesOne,
  ],
  [
    "has deleted a partition of many records as a whole or not at all when that failed",
    leavesAllButOne,
  ],
  ["reads what is there or says that it failed", readsNothing],
  ["has the old bytes of a blob or the new ones when they could not be replaced", leavesHalfABlob],
  ["has all bytes of a blob or none when it could not be deleted", leavesAnEmptyBlob],
  ["loses nothing when it could not be closed", losesTheLast],
];
