import type { CompiledQuery } from "kysely";
import type { SqlValue } from "../tables/record-row.ts";

/** A parameter of a statement that is compiled once and run with many values. */
export class Slot {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

/** A compiled statement. */
export interface Statement {
  /** The text, with the placeholders of its dialect. */
  readonly sql: string;
  /** The name of the value for each placeholder. */
  readonly slots: readonly string[];
}

/** Values by the names of their slots. */
export type SlotValues = Readonly<Record<string, SqlValue | undefined>>;

/** @returns the statement; every parameter of the query must be a {@link Slot} */
export function statementOf({ sql, parameters }: CompiledQuery): Statement {
  return { sql, slots: parameters.map((parameter) => (parameter as Slot).name) };
}

/** @returns a statement's parameters, in the order of its placeholders */
export function bind({ slots }: Statement, values: SlotValues): SqlValue[] {
  return slots.map((name) => values[name] as SqlValue);
}
