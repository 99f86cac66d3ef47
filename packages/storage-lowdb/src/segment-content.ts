import type { StorageRecord } from "@inhouse/contracts";
import { compareListPositions } from "@inhouse/contracts";
import { recordBytes } from "./record-bytes.ts";

const fullBytes = 16_384;
const fullCount = 64;

/** The records of one segment in memory. */
export class SegmentContent {
  readonly records: StorageRecord[];
  readonly #ordered: boolean;
  #bytes = 0;

  /**
   * @param ordered - whether records stand by their positions; otherwise in the order of their arrival
   * @param records - what is in it
   */
  constructor(ordered: boolean, records: StorageRecord[] = []) {
    this.#ordered = ordered;
    this.records = ordered ? records.sort(compareListPositions) : records;
    for (const record of records) this.#bytes += recordBytes(record);
  }

  get bytes(): number {
    return this.#bytes;
  }

  find(id: string): StorageRecord | undefined {
    return this.records[this.#indexOf(id)];
  }

  /** @returns the record that was replaced, if any */
  put(record: StorageRecord): StorageRecord | undefined {
    this.#bytes += recordBytes(record);
    const index = this.#indexOf(record.id);
    const replaced = this.records[index];
    if (replaced !== undefined) {
      this.#bytes -= recordBytes(replaced);
      this.records[index] = record;
      return replaced;
    }
    let place = this.records.length;
    while (this.#ordered && place > 0 && this.#isBehind(place - 1, record)) place--;
    this.records.splice(place, 0, record);
    return undefined;
  }

  /** @returns the record that was removed, if any */
  remove(id: string): StorageRecord | undefined {
    const index = this.#indexOf(id);
    if (index < 0) return undefined;
    const [removed] = this.records.splice(index, 1);
    if (removed !== undefined) this.#bytes -= recordBytes(removed);
    return removed;
  }

  /** @returns the earliest due time in it */
  earliestDue(): number | null {
    let earliest: number | null = null;
    for (const { dueAt } of this.records) {
      if (dueAt !== null && (earliest === null || dueAt < earliest)) earliest = dueAt;
    }
    return earliest;
  }

  #indexOf(id: string): number {
    return this.records.findLastIndex((record) => record.id === id);
  }

  #isBehind(index: number, record: StorageRecord): boolean {
    return compareListPositions(this.records[index] as StorageRecord, record) > 0;
  }
}

/** @returns whether a segment takes no further records at its end */
export function isFull(count: number, bytes: number): boolean {
  return count >= fullCount || bytes >= fullBytes;
}
