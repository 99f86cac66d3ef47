import type { StorageWrite } from "@inhouse/contracts";
import type { UnnumberedEvent } from "../events/packed-event.ts";
import { packEvents, unpackEvents } from "../events/packed-event.ts";
import { listAll } from "../storage/list-all.ts";
import type { RunRecord } from "../storage/record-values.ts";
import type { TenantStorage, TypedRecord } from "../storage/tenant-storage.ts";
import { changed } from "../storage/tenant-storage.ts";
import { logInsert } from "./run-record-write.ts";

/** Events that were stored ahead of the commit that they belong to, so that readers elsewhere see them in time. */
export interface FlushedLog {
  /** Where they lie: a record for each flush. */
  readonly segments: readonly TypedRecord<"run_log">[];
  readonly events: readonly UnnumberedEvent[];
}

/** Nothing was stored ahead. */
export const nothingFlushed: FlushedLog = { segments: [], events: [] };

/** What a commit does to a run's log. */
export interface LogChange {
  readonly writes: readonly StorageWrite[];
  /** What is stored ahead of the next commit. */
  readonly flushed: FlushedLog;
}

/**
 * Stores events ahead: a record of their own, since to write what was flushed before once more would cost the more the longer
 * the answer is.
 *
 * @param storage - whose run
 * @param record - the run's record
 * @param from - the number of the first event
 * @param events - the events
 * @param before - what was stored ahead already
 */
export function flushEvents(
  storage: TenantStorage,
  record: TypedRecord<"run">,
  from: number,
  events: readonly UnnumberedEvent[],
  before: FlushedLog,
): LogChange {
  if (events.length === 0) return { writes: [], flushed: before };
  const insert = logInsert(storage, record, from, events);
  const flushed = {
    segments: [...before.segments, insert.record],
    events: [...before.events, ...events],
  };
  return { writes: [insert], flushed };
}

/**
 * Stores events with the commit that they belong to. What was stored ahead of it goes into the same record, under the numbers
 * that readers know.
 *
 * @param storage - whose run
 * @param record - the run's record
 * @param from - the number of the first event
 * @param events - the events
 * @param before - what was stored ahead
 */
export function closeLog(
  storage: TenantStorage,
  record: TypedRecord<"run">,
  from: number,
  events: readonly UnnumberedEvent[],
  before: FlushedLog,
): LogChange {
  const [first, ...rest] = before.segments;
  if (first === undefined) {
    const writes = events.length === 0 ? [] : [logInsert(storage, record, from, events)];
    return { writes, flushed: nothingFlushed };
  }
  const to = from + events.length - 1;
  const value = {
    from: first.value.from,
    to,
    events: packEvents([...before.events, ...events]),
  };
  const writes: StorageWrite[] = [{ type: "update", record: changed(first, { value }) }];
  for (const { id, version } of rest) {
    writes.push({ type: "delete", kind: "run_log", id, expectedVersion: version });
  }
  return { writes, flushed: nothingFlushed };
}

/**
 * @param storage - whose run
 * @param id - the run
 * @param value - its record's value
 * @returns what an owner that is gone had stored ahead of a commit that it did not live to make
 */
export async function readFlushedLog(
  storage: TenantStorage,
  id: string,
  { flushedFrom, run }: RunRecord,
): Promise<FlushedLog> {
  if (flushedFrom === null) return nothingFlushed;
  const after = { sequence: flushedFrom, id: "" };
  const segments = await Array.fromAsync(
    listAll(storage, "run_log", { parent: id, order: "asc", after }),
  );
  const events = segments.flatMap(({ value }) => unpackEvents(value.events, value.from, run));
  return { segments, events };
}
