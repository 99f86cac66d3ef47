import type { Storage, StorageWrite } from "@inhouse/contracts";
import { delegate } from "./delegate.ts";

/** What is read of the value that core keeps for a thread. */
interface KeptThread {
  readonly queuedRunIds: readonly string[];
}

/** A storage that lets a new run begin at once, although another one of its thread is not over. */
export function withoutActiveRule(inner: Storage): Storage {
  return {
    ...delegate(inner),
    commit(tenant, writes) {
      const created = writes.flatMap((write) =>
        write.type === "insert" && write.record.kind === "run" ? [write.record.id] : [],
      );
      return inner.commit(
        tenant,
        writes.map((write) => hasty(write, created)),
      );
    },
  };
}

function hasty(write: StorageWrite, created: readonly string[]): StorageWrite {
  if (write.type !== "update" || write.record.kind !== "thread") return write;
  const { queuedRunIds } = write.record.value as KeptThread;
  const activeRunId = created.find((id) => queuedRunIds.includes(id));
  if (activeRunId === undefined) return write;
  const left = queuedRunIds.filter((id) => id !== activeRunId);
  const value = { ...write.record.value, activeRunId, queuedRunIds: left };
  return { ...write, record: { ...write.record, value } };
}
