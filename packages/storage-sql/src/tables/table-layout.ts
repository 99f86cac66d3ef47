import type { RecordKind } from "@inhouse/contracts";
import { recordKinds } from "@inhouse/contracts";

/** How the records of one kind lie in their table. */
export interface TableLayout {
  /** The kind. */
  readonly kind: RecordKind;
  /** The table's name without prefix and schema. */
  readonly table: string;
  /** The column of the record's parent; null: the kind has none. */
  readonly parent: string | null;
  /** The column of the record's partition: that of its parent or its id, where they are the same; null: it has none. */
  readonly partition: string | null;
  /** The further keys, and the column of each. */
  readonly keys: readonly KeyColumn[];
  /** All columns, in the order in which a person reads them. */
  readonly columns: readonly string[];
}

/** A further key, and its column. */
export interface KeyColumn {
  readonly name: string;
  readonly column: string;
}

/** The layout of every kind, made from what the kinds declare. */
export const tableLayouts: Readonly<Record<RecordKind, TableLayout>> = Object.fromEntries(
  (Object.keys(recordKinds) as RecordKind[]).map((kind) => [kind, layoutOf(kind)]),
) as Record<RecordKind, TableLayout>;

/** The layouts in the one order in which commits lock their tables. */
export const orderedLayouts: readonly TableLayout[] = Object.values(tableLayouts);

function layoutOf(kind: RecordKind): TableLayout {
  const declared = recordKinds[kind];
  const parent = declared.parent === null ? null : `${declared.parent}_id`;
  const partition = declared.partition === "thread" ? partitionColumn(kind, parent) : null;
  const keys = declared.keys.map((name) => ({ name, column: snakeCase(name) }));
  const places = [partition, parent].filter((column) => column !== null && column !== "id");
  const columns = [
    "tenant",
    "id",
    ...new Set(places as string[]),
    ...keys.map(({ column }) => column),
    "version",
    "sequence",
    "due_at",
    "created_at",
    "updated_at",
    "value",
  ];
  return { kind, table: `${kind}s`, parent, partition, keys, columns };
}

function partitionColumn(kind: RecordKind, parent: string | null): string {
  if (kind === "thread") return "id";
  return parent === "thread_id" ? parent : "thread_id";
}

function snakeCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
