import type { SqlBuilder } from "../queries/sql-builder.ts";
import type { Statement } from "../queries/statement.ts";
import { Slot, statementOf } from "../queries/statement.ts";
import type { TableLayout } from "../tables/table-layout.ts";
import { tableLayouts } from "../tables/table-layout.ts";

/** The statements that write to one table. */
export interface WriteStatements {
  /** Slots: all columns. Changes nothing if the id is taken. */
  readonly insert: Statement;
  /** Slots: all columns, `expectedVersion`. Changes nothing unless version and place are those that are stored. */
  readonly update: Statement;
  /** Slots: `tenant`, `id`, `expectedVersion`. */
  readonly delete: Statement;
  /** Slots: `tenant`, `id`. Rows: `version`. */
  readonly version: Statement;
  /** Slots: `tenant`, `partition`; null: the table has no partitions. */
  readonly deletePartition: Statement | null;
}

/** @returns the statements for each table, by the kind of its records */
export function writeStatements(builder: SqlBuilder): Readonly<Record<string, WriteStatements>> {
  const made = Object.entries(tableLayouts).map(
    ([kind, layout]) => [kind, statementsFor(builder, layout)] as const,
  );
  return Object.fromEntries(made);
}

function statementsFor({ db, table }: SqlBuilder, layout: TableLayout): WriteStatements {
  const name = table(layout.table);
  const slots = (columns: readonly string[]): Record<string, Slot> =>
    Object.fromEntries(columns.map((column) => [column, new Slot(column)]));
  const insert = db
    .insertInto(name)
    .values(slots(layout.columns))
    .onConflict((conflict) => conflict.doNothing());
  const fixed = ["tenant", "id", "sequence", layout.parent, layout.partition];
  const place = ["tenant", "id", "sequence", ...(layout.parent === null ? [] : [layout.parent])];
  let update = db
    .updateTable(name)
    .set(
      slots(layout.columns.filter((column) => column !== "created_at" && !fixed.includes(column))),
    );
  for (const column of place) update = update.where(column, "=", new Slot(column));
  const remove = db
    .deleteFrom(name)
    .where("tenant", "=", new Slot("tenant"))
    .where("id", "=", new Slot("id"));
  const version = db
    .selectFrom(name)
    .select("version")
    .where("tenant", "=", new Slot("tenant"))
    .where("id", "=", new Slot("id"));
  return {
    insert: statementOf(insert.compile()),
    update: statementOf(update.where("version", "=", new Slot("expectedVersion")).compile()),
    delete: statementOf(remove.where("version", "=", new Slot("expectedVersion")).compile()),
    version: statementOf(version.compile()),
    deletePartition:
      layout.partition === null
        ? null
        : statementOf(
            db
              .deleteFrom(name)
              .where("tenant", "=", new Slot("tenant"))
              .where(layout.partition, "=", new Slot("partition"))
              .compile(),
          ),
  };
}
