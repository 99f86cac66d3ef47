import type { SqlBuilder } from "../queries/sql-builder.ts";
import type { Statement } from "../queries/statement.ts";
import { Slot, statementOf } from "../queries/statement.ts";
import { columnTypes } from "./record-table.ts";

/** The statements for the table that says which migrations were made. */
export interface VersionTable {
  /** Its name, with prefix and schema. */
  readonly name: string;
  /** Makes it, unless it is there. */
  readonly create: string;
  /** Rows: `version`, the newest one or null. */
  readonly read: string;
  /** Slots: `version`, `name`, `time`. */
  readonly add: Statement;
}

export function versionTable(builder: SqlBuilder): VersionTable {
  const { db, names } = builder;
  const name = builder.table("migrations");
  const type = columnTypes(builder);
  const create = db.schema
    .createTable(name)
    .ifNotExists()
    .addColumn("version", type.integer, (one) => one.notNull())
    .addColumn("name", type.text, (one) => one.notNull())
    .addColumn("applied_at", type.time, (one) => one.notNull())
    .addPrimaryKeyConstraint(`${names.prefix}migrations_pkey`, ["version"] as never);
  const read = db.selectFrom(name).select((select) => select.fn.max("version").as("version"));
  const add = db.insertInto(name).values({
    version: new Slot("version"),
    name: new Slot("name"),
    applied_at: new Slot("time"),
  });
  return {
    name,
    create: create.compile().sql,
    read: read.compile().sql,
    add: statementOf(add.compile()),
  };
}
