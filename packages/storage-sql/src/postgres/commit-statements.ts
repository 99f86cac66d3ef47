import type { RawBuilder } from "kysely";
import type { CommitPlan, TablePlan } from "../commit/commit-plan.ts";
import type { SqlBuilder } from "../queries/sql-builder.ts";
import type { SlotValues, Statement } from "../queries/statement.ts";
import { Slot, statementOf } from "../queries/statement.ts";
import type { TableLayout } from "../tables/table-layout.ts";

type Fragment = RawBuilder<unknown>;

/** A column, and its type as an array of values. */
interface ColumnType {
  readonly column: string;
  readonly type: "text[]" | "bigint[]";
}

const integers: readonly string[] = ["version", "sequence", "due_at"];

/**
 * The statements that write whole commits. One statement does all of a commit: it locks the records that conditions are
 * about, judges the conditions, and writes if all hold; so a commit is one trip to the server, and a transaction by
 * itself. How it looks depends on which tables it writes to in which way, not on how many records.
 */
export class CommitStatements {
  readonly #builder: SqlBuilder;
  readonly #compiled = new Map<string, Statement>();

  constructor(builder: SqlBuilder) {
    this.#builder = builder;
  }

  /** Slots: those of {@link commitValues}. Rows: `kind`, `id`, `moved` of a record whose condition does not hold. */
  commit(plan: CommitPlan): Statement {
    const shape = plan.tables.map(shapeOf).join(" ");
    let statement = this.#compiled.get(shape);
    if (statement === undefined) {
      statement = statementOf(this.#commit(plan).compile(this.#builder.db));
      this.#compiled.set(shape, statement);
    }
    return statement;
  }

  #commit(plan: CommitPlan): Fragment {
    const { sql } = this.#builder;
    const judged = plan.tables.filter(hasConditions);
    const gate = judged.length === 0 ? sql`true` : sql`not exists (select from "failed")`;
    const parts = [
      ...judged.map((table) => this.#found(table)),
      ...(judged.length === 0 ? [] : [this.#failed(judged)]),
      ...plan.tables.flatMap((table) => this.#writes(table, gate)),
    ];
    const answer =
      judged.length === 0
        ? sql`select null as "kind" where false`
        : sql`select "kind", "id", "moved" from "failed" limit 1`;
    return sql`with ${sql.join(parts, sql`, `)} ${answer}`;
  }

  /** The records that conditions are about, locked in the order of their ids. */
  #found(plan: TablePlan): Fragment {
    const { sql } = this.#builder;
    const { layout } = plan;
    const isOnlyChecked = plan.updates.length + plan.deletes.length === 0;
    const columns = sql.join(placeColumns(layout).map((column) => sql.ref(column)));
    return sql`${sql.id(`${layout.table}_found`)} as materialized (select ${columns} from ${this.#table(layout)} where "tenant" = ${new Slot("tenant")} and "id" = any(${this.#array(layout, "expected", "id")}) order by "id" ${isOnlyChecked ? sql`for share` : sql`for update`})`;
  }

  #failed(judged: readonly TablePlan[]): Fragment {
    const { sql } = this.#builder;
    const problems = judged.map(({ layout }) => {
      const expected = this.#rows(layout, "expected", expectedColumns(layout), "e");
      const moved =
        layout.parent === null
          ? sql``
          : sql` or f.${sql.ref(layout.parent)} <> e.${sql.ref(layout.parent)}`;
      return sql`select ${sql.lit(layout.kind)} as "kind", e."id", coalesce(f."version", 0) = e."version" as "moved" from ${expected} left join ${sql.id(`${layout.table}_found`)} f on f."id" = e."id" where coalesce(f."version", 0) <> e."version" or f."sequence" <> e."sequence"${moved}`;
    });
    return sql`"failed" as materialized (${sql.join(problems, sql` union all `)})`;
  }

  #writes({ layout, updates, deletes, inserts }: TablePlan, gate: Fragment): Fragment[] {
    const { sql } = this.#builder;
    const table = this.#table(layout);
    const tenant = new Slot("tenant");
    const time = sql`${new Slot("time")}::timestamptz`;
    const part = (name: string, statement: Fragment): Fragment =>
      sql`${sql.id(`${layout.table}_${name}`)} as (${statement})`;
    const written: Fragment[] = [];
    if (updates.length > 0) {
      const columns = updateColumns(layout);
      const set = columns
        .filter(({ column }) => column !== "id")
        .map(({ column }) => sql`${sql.ref(column)} = ${castValue(sql, "u", column)}`);
      written.push(
        part(
          "updated",
          sql`update ${table} as t set ${sql.join(set)}, "updated_at" = ${time} from ${this.#rows(layout, "update", columns, "u")} where t."tenant" = ${tenant} and t."id" = u."id" and ${gate}`,
        ),
      );
    }
    if (deletes.length > 0) {
      written.push(
        part(
          "deleted",
          sql`delete from ${table} where "tenant" = ${tenant} and "id" = any(${this.#array(layout, "delete", "id")}) and ${gate}`,
        ),
      );
    }
    if (inserts.length > 0) {
      const columns = insertColumns(layout);
      const names = sql.join(columns.map(({ column }) => sql.ref(column)));
      const values = sql.join(columns.map(({ column }) => castValue(sql, "i", column)));
      written.push(
        part(
          "inserted",
          sql`insert into ${table} ("tenant", "created_at", "updated_at", ${names}) select ${tenant}, ${time}, ${time}, ${values} from ${this.#rows(layout, "insert", columns, "i")} where ${gate}`,
        ),
      );
    }
    return written;
  }

  /** Arrays of values, one for each column, as rows. */
  #rows(
    layout: TableLayout,
    part: string,
    columns: readonly ColumnType[],
    alias: string,
  ): Fragment {
    const { sql } = this.#builder;
    const arrays = columns.map(({ column }) => this.#array(layout, part, column));
    const names = columns.map(({ column }) => sql.ref(column));
    return sql`unnest(${sql.join(arrays)}) as ${sql.id(alias)} (${sql.join(names)})`;
  }

  #array(layout: TableLayout, part: string, column: string): Fragment {
    const { sql } = this.#builder;
    return sql`${new Slot(slotName(layout, part, column))}::${sql.raw(typeOf(column).type)}`;
  }

  #table(layout: TableLayout): Fragment {
    return this.#builder.sql.table(this.#builder.table(layout.table));
  }
}

/**
 * @param plan - a commit
 * @param time - when it is made, as an ISO text
 * @returns the values for the slots of its statement
 */
export function commitValues(plan: CommitPlan): SlotValues {
  const values: Record<string, SlotValues[string]> = { tenant: plan.tenant, time: plan.time };
  for (const { layout, checks, updates, deletes, inserts } of plan.tables) {
    const add = (part: string, rows: readonly Row[], columns: readonly ColumnType[]): void => {
      for (const { column } of columns) {
        values[slotName(layout, part, column)] = rows.map((row) => row[column] ?? null);
      }
    };
    const expected = [
      ...[...checks, ...deletes].map(({ id, expectedVersion }) => ({
        id,
        version: expectedVersion,
      })),
      ...updates.map(({ row }) => ({ ...row, version: Number(row.version) - 1 })),
    ];
    add("expected", expected, expectedColumns(layout));
    add(
      "update",
      updates.map(({ row }) => row),
      updateColumns(layout),
    );
    add(
      "delete",
      deletes.map(({ id }) => ({ id })),
      [typeOf("id")],
    );
    add(
      "insert",
      inserts.map(({ row }) => row),
      insertColumns(layout),
    );
  }
  return values;
}

type Row = Readonly<Record<string, string | number | null>>;

function shapeOf(plan: TablePlan): string {
  const { layout, checks, updates, deletes, inserts } = plan;
  const parts = { checks, updates, deletes, inserts };
  const used = Object.entries(parts).filter(([, rows]) => rows.length > 0);
  return `${layout.kind}:${used.map(([name]) => name)}`;
}

function hasConditions({ checks, updates, deletes }: TablePlan): boolean {
  return checks.length + updates.length + deletes.length > 0;
}

function placeColumns({ parent }: TableLayout): readonly string[] {
  return ["id", "version", "sequence", ...(parent === null ? [] : [parent])];
}

function expectedColumns(layout: TableLayout): readonly ColumnType[] {
  return placeColumns(layout).map(typeOf);
}

function updateColumns({ keys }: TableLayout): readonly ColumnType[] {
  const columns = keys.map(({ column }) => column);
  return ["id", "version", ...columns, "due_at", "value"].map(typeOf);
}

function insertColumns({ columns }: TableLayout): readonly ColumnType[] {
  return columns
    .filter((column) => !["tenant", "created_at", "updated_at"].includes(column))
    .map(typeOf);
}

function typeOf(column: string): ColumnType {
  return { column, type: integers.includes(column) ? "bigint[]" : "text[]" };
}

function slotName(layout: TableLayout, part: string, column: string): string {
  return `${layout.table} ${part} ${column}`;
}

function castValue(sql: SqlBuilder["sql"], alias: string, column: string): Fragment {
  const value = sql`${sql.id(alias)}.${sql.ref(column)}`;
  return column === "value" ? sql`${value}::json` : value;
}
