import { StorageCorruptError } from "@inhouse/contracts";
import { Low } from "lowdb";
import { LRUCache } from "lru-cache";
import type { Segment } from "./collection.ts";
import type { Disk } from "./disk.ts";
import { JsonFile } from "./json-file.ts";
import type { Layout } from "./layout.ts";
import { SegmentContent } from "./segment-content.ts";
import type { SegmentData } from "./segment-data.ts";
import { toRecords, toSegmentData } from "./segment-data.ts";

/**
 * The contents of segments: changed ones until they are written, others as long as there is room. There is never more
 * than one content of a segment, so that whoever holds it sees every change.
 */
export class SegmentCache {
  readonly changed: Map<Segment, SegmentContent> = new Map();
  readonly #disk: Disk;
  readonly #layout: Layout;
  readonly #unchanged: LRUCache<Segment, SegmentContent>;
  readonly #loading = new Map<Segment, Promise<SegmentContent>>();

  constructor(disk: Disk, layout: Layout, bytes: number) {
    this.#disk = disk;
    this.#layout = layout;
    this.#unchanged = new LRUCache({
      maxSize: bytes,
      sizeCalculation: (content) => content.bytes + 1,
    });
  }

  /** @returns the content, if it is in memory */
  held(segment: Segment): SegmentContent | undefined {
    return this.changed.get(segment) ?? this.#unchanged.get(segment) ?? segment.content?.deref();
  }

  /** @throws StorageCorruptError if the segment's file is missing or damaged */
  load(segment: Segment): Promise<SegmentContent> {
    const loading = this.#loading.get(segment) ?? this.#read(segment);
    this.#loading.set(segment, loading);
    return loading.finally(() => this.#loading.delete(segment));
  }

  /** @returns the content; undefined: the segment was removed meanwhile, and its file with it */
  async loadUnlessRemoved(segment: Segment): Promise<SegmentContent | undefined> {
    try {
      return await this.load(segment);
    } catch (error) {
      if (!segment.removed) throw error;
      return undefined;
    }
  }

  /** @returns the content of a segment that has no file yet */
  create(segment: Segment): SegmentContent {
    const content = new SegmentContent(segment.collection.ordered);
    segment.content = new WeakRef(content);
    return content;
  }

  markChanged(segment: Segment, content: SegmentContent): void {
    segment.changes++;
    this.changed.set(segment, content);
    this.#unchanged.delete(segment);
  }

  forget(segment: Segment): void {
    this.changed.delete(segment);
    this.#unchanged.delete(segment);
    segment.content = undefined;
  }

  /** Writes a changed segment as it is now. It stays changed if it is changed again meanwhile. */
  async write(segment: Segment, content: SegmentContent): Promise<void> {
    const { changes } = segment;
    const { name } = segment.collection;
    const low = new Low<SegmentData | null>(
      this.#file(segment),
      toSegmentData(name, content.records),
    );
    await low.write();
    if (segment.changes !== changes || segment.removed) return;
    this.changed.delete(segment);
    this.#unchanged.set(segment, content);
  }

  async #read(segment: Segment): Promise<SegmentContent> {
    const low = new Low<SegmentData | null>(this.#file(segment), null);
    await low.read();
    const path = this.#path(segment);
    if (low.data === null) throw new StorageCorruptError(path, "it is missing");
    const records = toRecords(segment.collection.name, low.data, path);
    const content = new SegmentContent(segment.collection.ordered, records);
    segment.content = new WeakRef(content);
    this.#unchanged.set(segment, content);
    return content;
  }

  #file(segment: Segment): JsonFile<SegmentData | null> {
    return new JsonFile<SegmentData | null>(this.#disk, this.#path(segment));
  }

  #path(segment: Segment): string {
    return this.#layout.segment(segment.collection.name, segment.start);
  }
}
