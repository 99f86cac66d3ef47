import type { StorageRecord } from "@inhouse/contracts";
import { StorageCorruptError } from "@inhouse/contracts";
import type { TableLayout } from "./table-layout.ts";

/** What a column can hold, on its way to the database. */
export type SqlValue = string | number | null | Uint8Array | readonly (string | number | null)[];

/** A row by its columns, on its way to the database. */
export type NewRow = Readonly<Record<string, string | number | null>>;

/** A row by its columns, as a database answers. */
export type StoredRow = Readonly<Record<string, unknown>>;

/**
 * @param layout - the layout of the record's kind
 * @param record - the record
 * @param value - its value, as JSON text
 * @param time - the time of the commit, as an ISO text
 * @returns the row to write
 */
export function rowOf(
  layout: TableLayout,
  record: StorageRecord,
  value: string,
  time: string,
): NewRow {
  const row: Record<string, string | number | null> = {
    tenant: record.tenant,
    id: record.id,
    version: record.version,
    sequence: record.sequence,
    due_at: record.dueAt,
    created_at: time,
    updated_at: time,
    value,
  };
  if (layout.partition !== null) row[layout.partition] = record.partition;
  if (layout.parent !== null) row[layout.parent] = record.parent;
  for (const { name, column } of layout.keys) row[column] = record.keys[name] ?? "";
  return row;
}

/**
 * @param layout - the layout of the row's table
 * @param row - a row of it
 * @returns the record in it
 * @throws StorageCorruptError if its value is no JSON object
 */
export function recordOf(layout: TableLayout, row: StoredRow): StorageRecord {
  const { partition, parent, keys } = layout;
  return {
    tenant: text(row, "tenant"),
    kind: layout.kind,
    id: text(row, "id"),
    version: Number(row.version),
    partition: partition === null ? "" : text(row, partition),
    parent: parent === null ? "" : text(row, parent),
    sequence: Number(row.sequence),
    dueAt: row.due_at === null ? null : Number(row.due_at),
    keys: Object.fromEntries(keys.map(({ name, column }) => [name, text(row, column)])),
    value: parsed(layout, row),
  };
}

function text(row: StoredRow, column: string): string {
  return String(row[column]);
}

function parsed(layout: TableLayout, row: StoredRow): object {
  const location = `${layout.table}, id ${row.id}`;
  let value: unknown;
  try {
    value = JSON.parse(text(row, "value"));
  } catch (cause) {
    throw new StorageCorruptError(location, "its value is no JSON", { cause });
  }
  if (typeof value === "object" && value !== null) return value;
  throw new StorageCorruptError(location, "its value is no JSON object");
}
