import type { UnnumberedEvent } from "../events/packed-event.ts";
import { packEvents } from "../events/packed-event.ts";
import type { RunRecord } from "../storage/record-values.ts";
import type { TenantStorage, TypedInsert, TypedRecord } from "../storage/tenant-storage.ts";
import { changed } from "../storage/tenant-storage.ts";
import { runDueAt } from "./run-machine.ts";

/** @returns the run's record with a new value, found by what follows from that value */
export function runRecordWrite(record: TypedRecord<"run">, value: RunRecord): TypedRecord<"run"> {
  return changed(record, {
    value,
    dueAt: runDueAt(value),
    keys: { status: value.run.status },
  });
}

/**
 * @param storage - whose run
 * @param record - the run's record
 * @param from - the number of the first event
 * @param events - at least one
 * @returns the write that adds them to the run's log
 */
export function logInsert(
  storage: TenantStorage,
  record: TypedRecord<"run">,
  from: number,
  events: readonly UnnumberedEvent[],
): TypedInsert<"run_log"> {
  return storage.insert("run_log", {
    id: `${record.id}_${from}`,
    partition: record.partition,
    parent: record.id,
    sequence: from,
    value: { from, to: from + events.length - 1, events: packEvents(events) },
  });
}
