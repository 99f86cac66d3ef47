import type { RecordKind, StorageRecord } from "@inhouse/contracts";
import { recordKinds, StorageCorruptError } from "@inhouse/contracts";
import { deepFreeze } from "./deep-freeze.ts";

/** One commit as its journal line says it: what is there afterwards, and in which segment. */
export interface JournalEntry {
  readonly tenant: string;
  readonly writes: readonly JournalWrite[];
}

/** One write. Doing it again changes nothing, so that a journal can be replayed over files that know part of it. */
export type JournalWrite = JournalPut | JournalDelete | JournalDeletePartition;

/** A record that was inserted or updated. */
export interface JournalPut {
  readonly type: "put";
  readonly segment: number;
  readonly record: StorageRecord;
}

/** A record that was deleted. */
export interface JournalDelete {
  readonly type: "delete";
  readonly segment: number;
  readonly kind: RecordKind;
  readonly id: string;
  /** The partition of its collection. */
  readonly partition: string;
}

/** A partition that was deleted. */
export interface JournalDeletePartition {
  readonly type: "delete_partition";
  readonly partition: string;
}

/** @returns the line, with its end */
export function formatEntry({ tenant, writes }: JournalEntry): string {
  const shown = writes.map((write) => {
    if (write.type !== "put") return write;
    const { tenant: _, ...record } = write.record;
    return { type: write.type, segment: write.segment, record };
  });
  return `${JSON.stringify({ tenant, writes: shown })}\n`;
}

/**
 * @param line - a line, without its end
 * @param path - the journal, for the error
 * @param number - the number of the line, for the error
 * @throws StorageCorruptError if it is no line of a journal
 */
export function parseEntry(line: string, path: string, number: number): JournalEntry {
  let entry: unknown;
  try {
    entry = JSON.parse(line);
  } catch (error) {
    throw new StorageCorruptError(path, `line ${number} is no JSON`, { cause: error });
  }
  if (!isEntry(entry)) {
    throw new StorageCorruptError(path, `line ${number} has not the form of a commit`);
  }
  const { tenant, writes } = entry;
  return { tenant, writes: writes.map((write) => completeWrite(tenant, write)) };
}

function completeWrite(tenant: string, write: JournalWrite): JournalWrite {
  if (write.type !== "put") return write;
  return { ...write, record: deepFreeze({ ...write.record, tenant }) };
}

function isEntry(entry: unknown): entry is JournalEntry {
  if (!isObject(entry) || typeof entry.tenant !== "string") return false;
  return Array.isArray(entry.writes) && entry.writes.every(isWrite);
}

function isWrite(write: unknown): boolean {
  if (!isObject(write)) return false;
  if (write.type === "delete_partition") return typeof write.partition === "string";
  if (!Number.isSafeInteger(write.segment)) return false;
  if (write.type === "delete") {
    return (
      isKind(write.kind) && typeof write.id === "string" && typeof write.partition === "string"
    );
  }
  const { record } = write;
  return (
    write.type === "put" &&
    isObject(record) &&
    isKind(record.kind) &&
    typeof record.id === "string" &&
    Number.isSafeInteger(record.sequence) &&
    isObject(record.keys) &&
    isObject(record.value)
  );
}

function isKind(kind: unknown): boolean {
  return typeof kind === "string" && Object.hasOwn(recordKinds, kind);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
