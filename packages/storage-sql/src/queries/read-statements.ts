import type { ListQuery } from "@inhouse/contracts";
import type { RawBuilder, SelectQueryBuilder } from "kysely";
import type { TableLayout } from "../tables/table-layout.ts";
import { orderedLayouts } from "../tables/table-layout.ts";
import type { SqlBuilder, Tables } from "./sql-builder.ts";
import type { SlotValues, Statement } from "./statement.ts";
import { Slot, statementOf } from "./statement.ts";

type Rows = SelectQueryBuilder<Tables, string, Record<string, unknown>>;

/** The statements that read records, each compiled once. */
export class ReadStatements {
  readonly #builder: SqlBuilder;
  readonly #compiled = new Map<string, Statement>();

  constructor(builder: SqlBuilder) {
    this.#builder = builder;
  }

  /** Slots: `tenant`, `id`. */
  get(layout: TableLayout): Statement {
    return this.#once(`get ${layout.kind}`, () =>
      this.#rows(layout).where("tenant", "=", new Slot("tenant")).where("id", "=", new Slot("id")),
    );
  }

  /** Slots: those of {@link listValues}. */
  list(layout: TableLayout, query: ListQuery): Statement {
    const { key, order, after, before } = query;
    const column = layout.keys.find(({ name }) => name === key?.name)?.column;
    const borders = `${after === undefined ? "" : "after"} ${before === undefined ? "" : "before"}`;
    return this.#once(`list ${layout.kind} ${column} ${order} ${borders}`, () => {
      const [behind, ahead] = order === "asc" ? [">", "<"] : ["<", ">"];
      let rows = this.#rows(layout).where("tenant", "=", new Slot("tenant"));
      if (layout.parent !== null) rows = rows.where(layout.parent, "=", new Slot("parent"));
      if (column !== undefined) rows = rows.where(column, "=", new Slot("key"));
      if (after !== undefined) rows = this.#border(rows, behind, "after");
      if (before !== undefined) rows = this.#border(rows, ahead, "before");
      return rows.orderBy("sequence", order).orderBy("id", order).limit(this.#slot("limit"));
    });
  }

  /** Slots: `at`, `limit`. */
  due(layout: TableLayout): Statement {
    return this.#once(`due ${layout.kind}`, () =>
      this.#rows(layout)
        .where("due_at", "<=", new Slot("at"))
        .orderBy("due_at")
        .orderBy("tenant")
        .orderBy("id")
        .limit(this.#slot("limit")),
    );
  }

  /** Slots: `tenant`. Rows: `kind`, `count`, `bytes`, one for each kind. */
  measure(): Statement {
    return this.#once("measure", () => {
      const { sql, dialect, table } = this.#builder;
      const bytes =
        dialect === "sqlite"
          ? sql`length(cast("value" as blob))`
          : sql`octet_length(convert_to("value"::text, 'UTF8'))`;
      const counts = orderedLayouts.map(
        (layout) =>
          sql`select ${sql.lit(layout.kind)} as "kind", count(*) as "count", coalesce(sum(${bytes}), 0) as "bytes" from ${sql.table(table(layout.table))} where "tenant" = ${new Slot("tenant")}`,
      );
      return {
        compile: () => sql`${sql.join(counts, sql` union all `)}`.compile(this.#builder.db),
      };
    });
  }

  #once(name: string, make: () => Pick<Rows, "compile">): Statement {
    let statement = this.#compiled.get(name);
    if (statement === undefined) {
      statement = statementOf(make().compile());
      this.#compiled.set(name, statement);
    }
    return statement;
  }

  #rows(layout: TableLayout): Rows {
    const { db, sql, dialect, table } = this.#builder;
    const columns = layout.columns.filter((column) => column !== "value");
    // As text, exactly as it was written: drivers would parse it, each in its own way.
    const value = dialect === "sqlite" ? sql.ref("value") : sql`"value"::text`;
    return db.selectFrom(table(layout.table)).select(columns).select(value.as("value"));
  }

  #border(rows: Rows, operator: string, place: "after" | "before"): Rows {
    const { sql } = this.#builder;
    const sequence = new Slot(`${place}Sequence`);
    const id = new Slot(`${place}Id`);
    return rows.where(sql<boolean>`("sequence", "id") ${sql.raw(operator)} (${sequence}, ${id})`);
  }

  #slot(name: string): RawBuilder<number> {
    return this.#builder.sql<number>`${new Slot(name)}`;
  }
}

/** The values for the slots of a list. */
export function listValues({ tenant, parent, key, after, before, limit }: ListQuery): SlotValues {
  return {
    tenant,
    parent,
    key: key?.value,
    afterSequence: after?.sequence,
    afterId: after?.id,
    beforeSequence: before?.sequence,
    beforeId: before?.id,
    limit,
  };
}
