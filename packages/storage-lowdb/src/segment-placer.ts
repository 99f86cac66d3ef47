import type { StorageRecord } from "@inhouse/contracts";
import type { CollectionName } from "./collection.ts";
import { collectionOf, isOrdered } from "./collection.ts";
import type { Collections } from "./collections.ts";
import type { JournalPut } from "./journal-entry.ts";
import { recordBytes } from "./record-bytes.ts";
import { isFull } from "./segment-content.ts";
import type { ContentOf } from "./store-state.ts";

/** The end of a collection, as it will be after what was placed so far. */
interface Tail {
  /** Where its last segment begins. */
  start: number;
  count: number;
  bytes: number;
  lastSequence: number;
  /** Where segments begin that do not exist yet. */
  readonly planned: number[];
}

/** Chooses the segments of a batch's new records, without changing anything. */
export class SegmentPlacer {
  readonly #collections: Collections;
  readonly #contentOf: ContentOf;
  readonly #tails = new Map<string, Tail>();

  constructor(collections: Collections, contentOf: ContentOf) {
    this.#collections = collections;
    this.#contentOf = contentOf;
  }

  place(record: StorageRecord): JournalPut {
    const name = collectionOf(record);
    const key = JSON.stringify(name);
    const ordered = isOrdered(name.kind);
    const tail = this.#tails.get(key) ?? this.#newTail(name, ordered, record);
    this.#tails.set(key, tail);
    if (ordered && record.sequence < tail.start) {
      return { type: "put", segment: this.#covering(name, tail, record.sequence), record };
    }
    extend(tail, ordered, record);
    tail.count++;
    tail.bytes += recordBytes(record);
    tail.lastSequence = Math.max(tail.lastSequence, record.sequence);
    return { type: "put", segment: tail.start, record };
  }

  #newTail(name: CollectionName, ordered: boolean, record: StorageRecord): Tail {
    const segment = this.#collections.find(name)?.segments.at(-1);
    if (segment === undefined) {
      const start = ordered ? record.sequence : 0;
      return { start, count: 0, bytes: 0, lastSequence: -1, planned: [start] };
    }
    const { records, bytes } = this.#contentOf(segment);
    const lastSequence = records.at(-1)?.sequence ?? -1;
    return { start: segment.start, count: records.length, bytes, lastSequence, planned: [] };
  }

  #covering(name: CollectionName, tail: Tail, sequence: number): number {
    const planned = tail.planned.findLast((start) => start <= sequence);
    const stored = this.#collections.find(name)?.covering(sequence);
    return planned ?? stored?.start ?? tail.planned[0] ?? tail.start;
  }
}

/** Begins a new segment if the last is full, unless that would part records of one sequence. */
function extend(tail: Tail, ordered: boolean, record: StorageRecord): void {
  if (!isFull(tail.count, tail.bytes)) return;
  if (ordered && record.sequence <= tail.lastSequence) return;
  tail.start = ordered ? record.sequence : tail.start + 1;
  tail.count = 0;
  tail.bytes = 0;
  tail.planned.push(tail.start);
}
