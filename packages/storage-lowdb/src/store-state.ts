import type { RecordKind } from "@inhouse/contracts";
import type { CollectionName, Segment } from "./collection.ts";
import { collectionOf } from "./collection.ts";
import { Collections } from "./collections.ts";
import { printsOf } from "./fingerprints.ts";
import type { JournalDelete, JournalPut, JournalWrite } from "./journal-entry.ts";
import type { SegmentCache } from "./segment-cache.ts";
import type { SegmentContent } from "./segment-content.ts";
import { SegmentIndex } from "./segment-index.ts";

/** What was removed in memory, and not yet on the disk. */
export interface Removals {
  readonly partitions: readonly DeletedPartition[];
  readonly segments: readonly SegmentPlace[];
}

/** Which file a segment has. */
export interface SegmentPlace {
  readonly name: CollectionName;
  readonly start: number;
}

/** A partition that was deleted. */
export interface DeletedPartition {
  readonly tenant: string;
  readonly partition: string;
}

/** Gives the content of a segment that is in memory. */
export type ContentOf = (segment: Segment) => SegmentContent;

/** What is where, and what the disk does not know yet. It changes by journal writes only, each at once. */
export class StoreState {
  readonly collections: Collections = new Collections();
  readonly index: SegmentIndex = new SegmentIndex();
  readonly cache: SegmentCache;
  readonly #due = new Map<RecordKind, Set<Segment>>();
  #partitions: DeletedPartition[] = [];
  #emptied: SegmentPlace[] = [];

  constructor(cache: SegmentCache) {
    this.cache = cache;
  }

  /** @returns the segments of a kind that hold a due time */
  dueSegments(kind: RecordKind): Iterable<Segment> {
    return this.#due.get(kind) ?? [];
  }

  setDue(segment: Segment, dueAt: number | null): void {
    segment.dueAt = dueAt;
    const { kind } = segment.collection.name;
    const due = this.#due.get(kind) ?? new Set<Segment>();
    this.#due.set(kind, due);
    if (dueAt === null) due.delete(segment);
    else due.add(segment);
  }

  /** @returns the segment that a write touches, whose content `apply` must be able to get; undefined: none */
  touched(tenant: string, write: JournalWrite): Segment | undefined {
    if (write.type === "delete_partition") return undefined;
    return this.collections.find(placeOf(tenant, write))?.find(write.segment);
  }

  apply(tenant: string, write: JournalWrite, contentOf: ContentOf): void {
    if (write.type === "put") this.#put(write, contentOf);
    else if (write.type === "delete") this.#delete(tenant, write, contentOf);
    else this.#deletePartition(tenant, write.partition);
  }

  /** Takes segments without records out of their collections. No commit may be under way. */
  dropEmptied(): void {
    for (const [segment, content] of this.cache.changed) {
      if (content.records.length > 0) continue;
      segment.collection.drop(segment);
      this.#forget(segment);
      this.#emptied.push({ name: segment.collection.name, start: segment.start });
    }
  }

  /** @returns what the caller must remove from the disk */
  takeRemovals(): Removals {
    const removals = { partitions: this.#partitions, segments: this.#emptied };
    this.#partitions = [];
    this.#emptied = [];
    return removals;
  }

  /** Takes back what the caller may not have removed. */
  returnRemovals({ partitions, segments }: Removals): void {
    this.#partitions.unshift(...partitions);
    this.#emptied.unshift(...segments);
  }

  #put({ record, segment: start }: JournalPut, contentOf: ContentOf): void {
    const collection = this.collections.at(collectionOf(record));
    const known = collection.find(start);
    const segment = known ?? collection.add(start);
    const content = known === undefined ? this.cache.create(segment) : contentOf(segment);
    const replaced = content.put(record);
    for (const print of printsOf(record)) this.index.add(print, segment);
    if (replaced !== undefined) segment.doubtful.push(...printsOf(replaced));
    this.#changed(segment, content);
  }

  #delete(tenant: string, write: JournalDelete, contentOf: ContentOf): void {
    const segment = this.touched(tenant, write);
    if (segment === undefined) {
      // A replay of what an earlier checkpoint took out of the index, and perhaps not off the disk.
      this.#emptied.push({ name: placeOf(tenant, write), start: write.segment });
      return;
    }
    const content = contentOf(segment);
    const removed = content.remove(write.id);
    if (removed === undefined) return;
    segment.doubtful.push(...printsOf(removed));
    this.#changed(segment, content);
  }

  #changed(segment: Segment, content: SegmentContent): void {
    this.cache.markChanged(segment, content);
    const dueAt = content.earliestDue();
    if (dueAt !== segment.dueAt) this.setDue(segment, dueAt);
  }

  #deletePartition(tenant: string, partition: string): void {
    for (const segment of this.collections.removePartition(tenant, partition)) {
      this.#forget(segment);
    }
    this.#partitions.push({ tenant, partition });
  }

  #forget(segment: Segment): void {
    this.cache.forget(segment);
    this.setDue(segment, null);
    this.index.forgetRemoved(1);
  }
}

function placeOf(tenant: string, write: JournalPut | JournalDelete): CollectionName {
  if (write.type === "put") return collectionOf(write.record);
  return { tenant, kind: write.kind, partition: write.partition };
}
