import type { Storage } from "@inhouse/contracts";
import type { BlobEntry, CommitEntry } from "../../invariants/history-entry.ts";
import type { Recorder } from "../history-file.ts";
import { describeCommit } from "./describe-commit.ts";

/** What is done around writes. */
export interface WriteHooks {
  /** Called before the n-th write of this process, a batch or bytes. */
  readonly before: (write: number) => void;
  /** Called when it is written; what it throws, the runtime is told instead of the success. */
  readonly after: (write: number) => void;
}

/** Nothing. */
const noHooks: WriteHooks = { before: () => undefined, after: () => undefined };

/**
 * Writes down what a runtime writes, just before and just after the storage does it.
 *
 * @param inner - the storage
 * @param process - who writes
 * @param record - where to
 * @param hooks - what else is done then
 * @returns the storage as the runtime is to see it
 */
export function recordingStorage(
  inner: Storage,
  process: string,
  record: Recorder,
  hooks: WriteHooks = noHooks,
): Storage {
  let writes = 0;
  let commits = 0;
  const around = async (
    entry: CommitEntry | BlobEntry,
    write: () => Promise<void>,
  ): Promise<void> => {
    const number = ++writes;
    record(entry);
    hooks.before(number);
    await write();
    hooks.after(number);
  };
  return {
    capabilities: inner.capabilities,
    blobs: {
      put: (key, bytes) =>
        around({ type: "blob", phase: "put", process, key }, () => inner.blobs.put(key, bytes)),
      get: (key) => inner.blobs.get(key),
      delete: (key) =>
        around({ type: "blob", phase: "delete", process, key }, () => inner.blobs.delete(key)),
    },
    get: (tenant, kind, id) => inner.get(tenant, kind, id),
    list: (query) => inner.list(query),
    due: (query) => inner.due(query),
    commit(tenant, batch) {
      const number = ++commits;
      const entry = { type: "commit", process, number, ...describeCommit(batch) } as const;
      return around({ ...entry, phase: "begin" }, async () => {
        try {
          await inner.commit(tenant, batch);
        } catch (error) {
          record({ ...entry, phase: "error" });
          throw error;
        }
        record({ ...entry, phase: "ok" });
      });
    },
    measure: (tenant) => inner.measure(tenant),
    ...(inner.watch === undefined ? {} : { watch: inner.watch.bind(inner) }),
    ...(inner.now === undefined ? {} : { now: inner.now.bind(inner) }),
    close: () => inner.close(),
  };
}
