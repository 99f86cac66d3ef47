import type { SqlBuilder } from "../queries/sql-builder.ts";
import type { Statement } from "../queries/statement.ts";
import { Slot, statementOf } from "../queries/statement.ts";
import type { TableLayout } from "../tables/table-layout.ts";
import { orderedLayouts } from "../tables/table-layout.ts";

/** The statements for what one statement alone cannot do. */
export interface PartitionStatements {
  /** Deletes the records of partitions. Slots: `tenant`, `partitions`. Rows: `count`, how many. */
  readonly deletePartitions: Statement;
  /**
   * Puts records without content in places where none may be. Slots: `tenant`, `ids`, `time`. Rows: `id` of those that
   * were free.
   */
  reserve(layout: TableLayout): Statement;
  /** Takes them away again. Slots: `tenant`, `ids`. */
  release(layout: TableLayout): Statement;
}

export function partitionStatements({ db, sql, table }: SqlBuilder): PartitionStatements {
  const partitioned = orderedLayouts.filter(({ partition }) => partition !== null);
  const tenant = new Slot("tenant");
  const ids = sql`any(${new Slot("ids")}::text[])`;
  const deletions = partitioned.map(
    (layout) =>
      sql`${sql.id(layout.table)} as (delete from ${sql.table(table(layout.table))} where "tenant" = ${tenant} and ${sql.ref(layout.partition ?? "")} = any(${new Slot("partitions")}::text[]) returning 1)`,
  );
  const counts = partitioned.map((layout) => sql`(select count(*) from ${sql.id(layout.table)})`);
  const deletePartitions = sql`with ${sql.join(deletions)} select ${sql.join(counts, sql` + `)} as "count"`;
  return {
    deletePartitions: statementOf(deletePartitions.compile(db)),
    reserve(layout) {
      const name = sql.table(table(layout.table));
      const texts = [layout.partition, layout.parent, ...layout.keys.map(({ column }) => column)];
      const columns = [...new Set(texts.filter((column) => column !== null && column !== "id"))];
      const names = columns.map((column) => sql`, ${sql.ref(column as string)}`);
      const time = sql`${new Slot("time")}::timestamptz`;
      return statementOf(
        sql`insert into ${name} ("tenant", "id", "version", "sequence", "created_at", "updated_at", "value"${sql.join(names, sql``)}) select ${tenant}, "id", 0, 0, ${time}, ${time}, '{}'::json${sql.join(
          columns.map(() => sql`, ''`),
          sql``,
        )} from unnest(${new Slot("ids")}::text[]) as r ("id") on conflict do nothing returning "id"`.compile(
          db,
        ),
      );
    },
    release: (layout) =>
      statementOf(
        sql`delete from ${sql.table(table(layout.table))} where "tenant" = ${tenant} and "id" = ${ids} and "version" = 0`.compile(
          db,
        ),
      ),
  };
}
