import type { RecordKind } from "@inhouse/contracts";
import { recordKinds } from "@inhouse/contracts";

/** A segment's name in the index: tenant, kind, partition and start. */
export type SegmentKey = readonly [
  tenant: string,
  kind: RecordKind,
  partition: string,
  start: number,
];

/** A line of the index; a later one about the same segment counts. */
export type IndexLine = IndexedSegment | RemovedSegment | RemovedPartition;

/** What is in a segment. */
export interface IndexedSegment {
  readonly segment: SegmentKey;
  readonly dueAt: number | null;
  readonly prints: string;
}

/** A segment that is no more. */
export interface RemovedSegment {
  readonly removed: SegmentKey;
}

/** A partition that is no more. */
export interface RemovedPartition {
  readonly removedPartition: readonly [tenant: string, partition: string];
}

/** The first line of every index. */
export const indexHeader = { format: 1 } as const;

/**
 * @param text - the index; a last line without its end does not count
 * @returns the segments that there are, and how many lines said so; undefined if this is no index
 */
export function readIndexText(
  text: string,
): { readonly segments: IndexedSegment[]; readonly lines: number } | undefined {
  const [header, ...lines] = text.split("\n").slice(0, -1);
  if (header !== JSON.stringify(indexHeader)) return undefined;
  const partitions = new Map<string, Map<string, IndexedSegment>>();
  for (const text of lines) {
    const line = parseLine(text);
    if (line === undefined) return undefined;
    takeLine(partitions, line);
  }
  const segments = [...partitions.values()].flatMap((partition) => [...partition.values()]);
  return { segments, lines: lines.length };
}

function takeLine(partitions: Map<string, Map<string, IndexedSegment>>, line: IndexLine): void {
  if ("removedPartition" in line) {
    partitions.delete(JSON.stringify(line.removedPartition));
    return;
  }
  const [tenant, kind, partition, start] = "segment" in line ? line.segment : line.removed;
  const name = JSON.stringify([tenant, partition]);
  const segments = partitions.get(name) ?? new Map<string, IndexedSegment>();
  partitions.set(name, segments);
  if ("segment" in line) segments.set(`${kind}/${start}`, line);
  else segments.delete(`${kind}/${start}`);
}

function parseLine(text: string): IndexLine | undefined {
  try {
    const line: unknown = JSON.parse(text);
    return isLine(line) ? line : undefined;
  } catch {
    return undefined;
  }
}

function isLine(line: unknown): line is IndexLine {
  if (typeof line !== "object" || line === null) return false;
  if ("removedPartition" in line) {
    const { removedPartition } = line;
    return Array.isArray(removedPartition) && removedPartition.every(isText);
  }
  if ("removed" in line) return isKey(line.removed);
  return (
    "segment" in line &&
    isKey(line.segment) &&
    "prints" in line &&
    isText(line.prints) &&
    "dueAt" in line &&
    (line.dueAt === null || Number.isSafeInteger(line.dueAt))
  );
}

function isKey(key: unknown): boolean {
  if (!Array.isArray(key) || key.length !== 4) return false;
  const [tenant, kind, partition, start] = key;
  return (
    isText(tenant) &&
    isText(kind) &&
    Object.hasOwn(recordKinds, kind) &&
    isText(partition) &&
    Number.isSafeInteger(start)
  );
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}
