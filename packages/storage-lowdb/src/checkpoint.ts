import type { CollectionName, Segment } from "./collection.ts";
import type { Disk } from "./disk.ts";
import { packPrints, printsOf } from "./fingerprints.ts";
import type { IndexFile } from "./index-file.ts";
import type { IndexedSegment, SegmentKey } from "./index-line.ts";
import type { Layout } from "./layout.ts";
import type { SegmentContent } from "./segment-content.ts";
import type { Removals, StoreState } from "./store-state.ts";

/** Where a checkpoint writes. */
export interface CheckpointTarget {
  readonly disk: Disk;
  readonly layout: Layout;
  readonly indexFile: IndexFile;
}

/**
 * Brings the segments up to date, so that the journals of earlier commits are not needed any more. If the process dies
 * anywhere in it those journals are replayed.
 *
 * @param target - where to
 * @param state - what is there; commits may go on meanwhile
 * @param removals - what to remove from the disk
 */
export async function writeCheckpoint(
  target: CheckpointTarget,
  state: StoreState,
  removals: Removals,
): Promise<void> {
  const changed = [...state.cache.changed];
  const lines: IndexedSegment[] = [];
  await remove(target, removals);
  for (const [segment, content] of changed) {
    // One that was emptied meanwhile waits for the next checkpoint, which removes it.
    if (segment.removed || content.records.length === 0) continue;
    const line = indexLine(segment, content);
    dropDoubtful(state, segment, content);
    await state.cache.write(segment, content);
    lines.push(line);
  }
  await target.indexFile.append(lines);
}

/** @returns what the index says of a segment */
export function indexLine(segment: Segment, content: SegmentContent): IndexedSegment {
  const prints = new Set(content.records.flatMap(printsOf));
  return {
    segment: keyOf(segment.collection.name, segment.start),
    dueAt: segment.dueAt,
    prints: packPrints(prints),
  };
}

/** The index goes first: what it does not name is not there, while what it names must be. */
async function remove(
  { disk, layout, indexFile }: CheckpointTarget,
  { partitions, segments }: Removals,
): Promise<void> {
  await indexFile.append([
    ...partitions.map(
      ({ tenant, partition }) => ({ removedPartition: [tenant, partition] }) as const,
    ),
    ...segments.map(({ name, start }) => ({ removed: keyOf(name, start) })),
  ]);
  for (const { tenant, partition } of partitions) {
    await disk.removeFolder(layout.partition(tenant, partition));
  }
  for (const { name, start } of segments) {
    await disk.remove(layout.segment(name, start));
  }
}

function dropDoubtful(state: StoreState, segment: Segment, content: SegmentContent): void {
  if (segment.doubtful.length === 0) return;
  const prints = new Set(content.records.flatMap(printsOf));
  for (const print of segment.doubtful) {
    if (!prints.has(print)) state.index.remove(print, segment);
  }
  segment.doubtful = [];
}

function keyOf({ tenant, kind, partition }: CollectionName, start: number): SegmentKey {
  return [tenant, kind, partition, start];
}
