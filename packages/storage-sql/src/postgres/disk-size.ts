import type { SqlBuilder } from "../queries/sql-builder.ts";
import type { Statement } from "../queries/statement.ts";
import { statementOf } from "../queries/statement.ts";
import { orderedLayouts } from "../tables/table-layout.ts";

/** Rows: `bytes`, what all tables take with their indexes. */
export function diskSize({ db, sql, table }: SqlBuilder): Statement {
  const tables = [...orderedLayouts.map((layout) => layout.table), "blobs", "migrations"];
  const sizes = tables.map((name) => sql`pg_total_relation_size(${sql.lit(table(name))})`);
  return statementOf(sql`select ${sql.join(sizes, sql` + `)} as "bytes"`.compile(db));
}
