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
  /** Whose records. */
  readonly tenant: string;
  /** What is written. */
  readonly writes: readonly StorageWrite[];
}

/** A storage that counts what it is asked, and fails when it is told to. */
export interface FailingStorage extends Storage {
  /** All commits that were tried. */
  readonly commits: readonly SeenCommit[];
  /** How many reads there were: calls of `get` and `list`. */
  readonly reads: number;
  /** How many records they returned. */
  readonly recordsRead: number;
  /** Says what happens to a commit; a promise holds it up. Set it; at first all goes well. */
  fate: (commit: SeenCommit) => CommitFate | Promise<CommitFate>;
  /** Whether no call comes through any more, as if the process were dead. */
  isDead: boolean;
  /** Whether reads fail. */
  isBlind: boolean;
  /** Forgets the counts. */
  resetCounts(): void;
}

/** How a storage fails. */
export interface FailingStorageOptions {
  /** Whether it says that others may have connections to it as well; absent: what the inner one says. */
  readonly shared?: boolean;
}

const dead = new StorageError("This process is dead.", "unknown");

/**
 * Another connection to what `inner` holds, for tests of what happens when a storage is slow, fails, or fails and nobody
 * knows how. Its close leaves `inner` open.
 *
 * @param inner - what it is a connection to
 * @param options - what it says of itself
 *
 * @example
 * ```ts
 * const storage = failingStorage(memoryStorage());
 * storage.fate = ({ number }) => (number === 3 ? "written" : "fine");
 * ```
 */
export function failingStorage(
  inner: Storage,
  { shared = inner.capabilities.shared }: FailingStorageOptions = {},
): FailingStorage {
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
  const alive = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    assertAlive();
    const result = await work();
    assertAlive();
    return result;
  };
  const { blobs } = inner;
  const storage: FailingStorage = {
    capabilities: { ...inner.capabilities, shared },
    blobs: {
      put: (key, bytes) => alive(() => blobs.put(key, bytes)),
      get: (key) => alive(() => blobs.get(key)),
      delete: (key) => alive(() => blobs.delete(key)),
    },
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
      return seen(await alive(() => inner.get(tenant, kind, id)));
    },
    async list(query) {
      assertSight();
      return seen(await alive(() => inner.list(query)));
    },
    due: (query) => alive(() => inner.due(query)),
    measure: (tenant) => alive(() => inner.measure(tenant)),
    async commit(tenant, writes) {
      assertAlive();
      const commit = { number: commits.length + 1, tenant, writes };
      commits.push(commit);
      const fate = await storage.fate(commit);
      assertAlive();
      if (fate === "conflict") throw conflictOf(writes);
      if (fate === "lost") throw new StorageError("The disk is full.", "no");
      if (fate === "doubtful") throw new StorageError("The connection broke.", "unknown");
      await inner.commit(tenant, writes);
      if (fate === "written") throw new StorageError("The connection broke.", "unknown");
    },
    ...(inner.watch === undefined ? {} : { watch: inner.watch.bind(inner) }),
    ...(inner.now === undefined ? {} : { now: inner.now.bind(inner) }),
    async close() {},
  };
  return storage;
}

function conflictOf([write]: readonly StorageWrite[]): StorageConflictError {
  if (write === undefined || write.type === "delete_partition") {
    return new StorageConflictError("thread", write?.partition ?? "");
  }
  const { kind, id } = "record" in write ? write.record : write;
  return new StorageConflictError(kind, id);
}
