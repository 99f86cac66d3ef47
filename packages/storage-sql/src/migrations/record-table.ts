import type { RawBuilder } from "kysely";
import type { SqlBuilder } from "../queries/sql-builder.ts";
import { qualified } from "../tables/table-names.ts";

/** A table of records, as a migration makes it. */
export interface RecordTable {
  readonly name: string;
  /** The column of the parent; absent: there is none. */
  readonly parent?: string;
  /** The column of the partition, where it is neither the parent nor the id. */
  readonly partition?: string;
  /** The columns of the further keys. */
  readonly keys?: readonly string[];
}

/** The statements that make a table of records with an index for every way in which it is read. */
export function recordTable(builder: SqlBuilder, definition: RecordTable): readonly string[] {
  const { db, sql, names } = builder;
  const { name, parent, partition, keys = [] } = definition;
  const type = columnTypes(builder);
  const full = qualified(names, name);
  const place = [partition, parent].filter((column) => column !== undefined);
  let table = db.schema.createTable(full);
  for (const column of ["tenant", "id", ...place, ...keys]) {
    table = table.addColumn(column, type.text, (one) => one.notNull());
  }
  table = table
    .addColumn("version", type.integer, (one) => one.notNull())
    .addColumn("sequence", type.integer, (one) => one.notNull())
    .addColumn("due_at", type.integer)
    .addColumn("created_at", type.time, (one) => one.notNull())
    .addColumn("updated_at", type.time, (one) => one.notNull())
    .addColumn("value", type.json, (one) => one.notNull())
    .addPrimaryKeyConstraint(`${names.prefix}${name}_pkey`, ["tenant", "id"] as never);
  const parents = parent === undefined ? [] : [parent];
  const index = (by: string, columns: readonly string[], where?: RawBuilder<unknown>): string => {
    const made = db.schema.createIndex(`${names.prefix}${name}_by_${by}`).on(full);
    const indexed = made.columns([...columns]);
    return (where === undefined ? indexed : indexed.where(where as never)).compile().sql;
  };
  return [
    (builder.dialect === "sqlite" ? table.modifyEnd(sql`strict`) : table).compile().sql,
    index("sequence", ["tenant", ...parents, "sequence", "id"]),
    ...keys.map((key) => index(key, ["tenant", ...parents, key, "sequence", "id"])),
    ...(partition === undefined ? [] : [index(partition, ["tenant", partition])]),
    index("due_at", ["due_at", "tenant", "id"], sql`"due_at" is not null`),
  ];
}

/** What each sort of column is in each dialect. */
export function columnTypes({
  dialect,
  sql,
}: SqlBuilder): Record<"text" | "integer" | "time" | "json" | "bytes", RawBuilder<unknown>> {
  const raw = (type: string): RawBuilder<unknown> => sql.raw(type);
  if (dialect === "sqlite") {
    return {
      text: raw("text"),
      integer: raw("integer"),
      time: raw("text"),
      json: raw("text"),
      bytes: raw("blob"),
    };
  }
  return {
    // Lists are ordered by id in code units, whatever language the database sorts by.
    text: raw('text collate "C"'),
    integer: raw("bigint"),
    time: raw("timestamptz"),
    // Not jsonb, which changes the order of names and refuses some texts.
    json: raw("json"),
    bytes: raw("bytea"),
  };
}
