import type { Storage, StorageRecord, StorageWrite } from "@inhouse/contracts";
import { StorageConflictError, StorageError } from "@inhouse/contracts";

/**
 * What happens to a commit. `lost`: it fails and nothing was written; `doubtful`: it fails, nobody knows how, and nothing was
 * written; `written`: the same, and all of it was written; `conflict`: somebody else was faster.
 */
export type CommitFate = "fine" | "lost" | "doubtful" | "written" | "conflict";

/** A commit as it reaches the storage. */
export interface SeenCommit {
  /** 1 for the first. */
  readonly number: number;
  readonly tenant: string;
  readonly writes: readonly StorageWrite[];
}

/** A storage that counts what it is asked, and fails when it is told to. */
export interface FaultStorage extends Storage {
  /** All commits that were tried. */
  readonly commits: readonly SeenCommit[];
  /** How many reads there were: calls of `get` and `list`. */
  readonly reads: number;
  /** How many records they returned. */
  readonly recordsRead: number;
  /** Says what happens to a commit; a promise holds it up. */
  fate: (commit: SeenCommit) => CommitFate | Promise<CommitFate>;
  /** Whether no call comes through any more, as if the process were dead. */
  isDead: boolean;
  /** Whether reads fail. */
  isBlind: boolean;
  /** Forgets the counts. */
  resetCounts(): void;
}

const dead = new StorageError("This process is dead.", "unknown");

/**
 * Another connection to what `inner` holds. Its close leaves `inner` open.
 *
 * @param shared - whether it says that others may have connections to it as well
 */
export function faultStorage(inner: Storage, shared: boolean): FaultStorage {
  const commits: SeenCommit[] = [];
  let reads = 0;
  let recordsRead = 0;
  const seen = <Found extends StorageRecord | undefined | readonly StorageRecord[]>(
    found: Found,
  ): Found => {
    reads++;
    recordsRead += Array.isArray(found) ? found.length : found === undefined ? 0 : 1;
    return found;
  };
  const assertAlive = (): void => {
    if (storage.isDead) throw dead;
  };
  const assertSight = (): void => {
    assertAlive();
    if (storage.isBlind) throw new StorageError("Nothing can be read.", "no");
  };
  const storage: FaultStorage = {
    ...inner,
    capabilities: { ...inner.capabilities, shared },
    commits,
    fate: () => "fine",
    isDead: false,
    isBlind: false,
    get reads() {
      return reads;
    },
    get recordsRead() {
      return recordsRead;
    },
    resetCounts() {
      commits.length = 0;
      reads = 0;
      recordsRead = 0;
    },
    async get(tenant, kind, id) {
      assertSight();
      const found = seen(await inner.get(tenant, kind, id));
      assertAlive();
      return found;
    },
    async list(query) {
      assertSight();
      return seen(await inner.list(query));
    },
    async due(query) {
      assertAlive();
      return inner.due(query);
    },
    async commit(tenant, writes) {
      assertAlive();
      const commit = { number: commits.length + 1, tenant, writes };
      commits.push(commit);
      const fate = await storage.fate(commit);
      assertAlive();
      if (fate === "conflict") throw new StorageConflictError("run", "x");
      if (fate === "lost") throw new StorageError("The disk is full.", "no");
      if (fate === "doubtful") throw new StorageError("The connection broke.", "unknown");
      await inner.commit(tenant, writes);
      if (fate === "written") throw new StorageError("The connection broke.", "unknown");
    },
    async close() {},
  };
  return storage;
}
