import type { RecordKind, StorageRecord } from "@inhouse/contracts";
import { recordKinds } from "@inhouse/contracts";
import type { SegmentContent } from "./segment-content.ts";

/** All records of a kind in one partition; those of the catalog, and the threads themselves, are in partition `""`. */
export interface CollectionName {
  readonly tenant: string;
  readonly kind: RecordKind;
  readonly partition: string;
}

/** A file of records, whether it is loaded or not. */
export interface Segment {
  readonly collection: Collection;
  /** The lowest sequence that belongs here; the first segment of a collection also takes what is lower. */
  readonly start: number;
  /** The earliest due time in it. */
  dueAt: number | null;
  /** Whether it was removed. */
  removed: boolean;
  /** How often it was changed in memory. */
  changes: number;
  /** Fingerprints that an update or deletion may have made untrue. */
  doubtful: number[];
  /** Its records, as long as somebody holds them. */
  content: WeakRef<SegmentContent> | undefined;
}

/** The segments of a collection in order. A record stays in the segment that it was put into. */
export class Collection {
  readonly name: CollectionName;
  /** Whether segments hold ranges of sequences. A kind below runs has many sequences: its segments are filled in turn. */
  readonly ordered: boolean;
  readonly segments: Segment[] = [];

  constructor(name: CollectionName) {
    this.name = name;
    this.ordered = isOrdered(name.kind);
  }

  /** @returns the segment that begins at `start` */
  find(start: number): Segment | undefined {
    const segment = this.segments[this.#indexBehind(start) - 1];
    return segment?.start === start ? segment : undefined;
  }

  /** @returns a new segment that begins at `start` */
  add(start: number): Segment {
    const segment: Segment = {
      collection: this,
      start,
      dueAt: null,
      removed: false,
      changes: 0,
      doubtful: [],
      content: undefined,
    };
    this.segments.splice(this.#indexBehind(start), 0, segment);
    return segment;
  }

  /** @returns the segment that records of this sequence are in, undefined if there are no segments */
  covering(sequence: number): Segment | undefined {
    return this.segments[Math.max(0, this.#indexBehind(sequence) - 1)];
  }

  /** @returns the lowest sequence that may be found in a segment */
  reach(segment: Segment): number {
    return segment === this.segments[0] ? Number.NEGATIVE_INFINITY : segment.start;
  }

  drop(segment: Segment): void {
    const index = this.segments.indexOf(segment);
    if (index >= 0) this.segments.splice(index, 1);
    segment.removed = true;
  }

  #indexBehind(sequence: number): number {
    let low = 0;
    let high = this.segments.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.segments[middle] as Segment).start > sequence) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

/** @returns whether the sequences of all records in a collection of this kind are of one parent */
export function isOrdered(kind: RecordKind): boolean {
  const { parent } = recordKinds[kind];
  return parent === null || parent === "thread";
}

/** @returns the collection that a record belongs to */
export function collectionOf(record: StorageRecord): CollectionName {
  const { tenant, kind } = record;
  return { tenant, kind, partition: recordKinds[kind].parent === null ? "" : record.partition };
}
