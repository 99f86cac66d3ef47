import type { Message, StorageWrite } from "@inhouse/contracts";
import type { StepRecord } from "../storage/record-values.ts";
import type { TenantStorage } from "../storage/tenant-storage.ts";

/** @returns the write that puts a step into its thread */
export function stepInsert(
  storage: TenantStorage,
  record: StepRecord,
  sequence: number,
): StorageWrite {
  const { id, threadId, runId } = record.step;
  return storage.insert("step", {
    id,
    partition: threadId,
    parent: threadId,
    sequence,
    keys: { runId },
    value: record,
  });
}

/** @returns the write that puts a message into its thread */
export function messageInsert(
  storage: TenantStorage,
  message: Message,
  sequence: number,
): StorageWrite {
  return storage.insert("message", {
    id: message.id,
    partition: message.threadId,
    parent: message.threadId,
    sequence,
    keys: { runId: message.runId ?? "" },
    value: message,
  });
}
