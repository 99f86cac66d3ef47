import type { StorageWrite } from "@inhouse/contracts";
import type { UnnumberedEvent } from "../events/packed-event.ts";
import { packEvents, unpackEvents } from "../events/packed-event.ts";
import { listAll } from "../storage/list-all.ts";
import type { TenantStorage, TypedInsert, TypedRecord } from "../storage/tenant-storage.ts";
import { changed } from "../storage/tenant-storage.ts";
import { logInsert } from "./run-record-write.ts";

/**
 * Events that were stored ahead of the commit that they belong to, so that readers elsewhere see them in time. Each flush is a
 * record of its own behind the run's last number: to write the run with every flush, or what was flushed before, would cost
 * more than what is new. The next commit of the run takes them in.
 */
export interface FlushedLog {
  readonly segments: readonly TypedRecord<"run_log">[];
  readonly events: readonly UnnumberedEvent[];
}

/** Nothing was stored ahead. */
export const nothingFlushed: FlushedLog = { segments: [], events: [] };

/** A flush that is ready to be written. */
export interface Flush {
  readonly segment: TypedInsert<"run_log">;
  /** What was stored ahead when it is written. */
  readonly flushed: FlushedLog;
}

/**
 * @param storage - whose run
 * @param record - the run's record
 * @param before - what was stored ahead already
 * @param events - what is to be, at least one event
 */
export function prepareFlush(
  storage: TenantStorage,
  record: TypedRecord<"run">,
  before: FlushedLog,
  events: readonly UnnumberedEvent[],
): Flush {
  const from = record.value.lastSequence + before.events.length + 1;
  const segment = logInsert(storage, record, from, events);
  const flushed = {
    segments: [...before.segments, segment.record],
    events: [...before.events, ...events],
  };
  return { segment, flushed };
}

/**
 * Stores events with the commit that they belong to. What was stored ahead of it comes into the same record, under the numbers
 * that readers know.
 *
 * @param storage - whose run
 * @param record - the run's record as it was before
 * @param before - what was stored ahead
 * @param events - the events behind that
 */
export function closeLog(
  storage: TenantStorage,
  record: TypedRecord<"run">,
  before: FlushedLog,
  events: readonly UnnumberedEvent[],
): readonly StorageWrite[] {
  const from = record.value.lastSequence + 1;
  const all = [...before.events, ...events];
  const [first, ...rest] = before.segments;
  if (first === undefined) return all.length === 0 ? [] : [logInsert(storage, record, from, all)];
  const value = { from, to: from + all.length - 1, events: packEvents(all) };
  return [
    { type: "update", record: changed(first, { value }) },
    ...rest.map(({ id, version }): StorageWrite => {
      return { type: "delete", kind: "run_log", id, expectedVersion: version };
    }),
  ];
}

/**
 * @param storage - whose run
 * @param record - the run's record, which nobody else writes to any more
 * @returns what an owner that is gone had stored ahead of a commit that it did not live to make
 */
export async function readFlushedLog(
  storage: TenantStorage,
  { id, value: { lastSequence, run } }: TypedRecord<"run">,
): Promise<FlushedLog> {
  const after = { sequence: lastSequence + 1, id: "" };
  const segments = await Array.fromAsync(
    listAll(storage, "run_log", { parent: id, order: "asc", after }),
  );
  const events = segments.flatMap(({ value }) => unpackEvents(value.events, value.from, run));
  return segments.length === 0 ? nothingFlushed : { segments, events };
}
