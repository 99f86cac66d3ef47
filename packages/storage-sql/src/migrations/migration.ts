import type { SqlBuilder } from "../queries/sql-builder.ts";

/** One step of the tables' history. What was published once is never changed: a later step changes what it made. */
export interface Migration {
  /** 1 for the first, then without a gap. */
  readonly version: number;
  /** What it does, for people who look into the table of versions. */
  readonly name: string;
  /** @returns the statements, in order */
  statements(builder: SqlBuilder): readonly string[];
}
