import { InvalidInputError } from "@inhouse/contracts";

/** Where the tables are, and how they are called. */
export interface TableNames {
  /** The schema; null: the one that the database takes. */
  readonly schema: string | null;
  /** What every name begins with. */
  readonly prefix: string;
}

const longestPrefix = 30;
const longestSchema = 63;

/**
 * @param prefix - what the user asked for; undefined: `inhouse_`, or nothing in a schema of its own
 * @param schema - the schema that the user asked for; undefined: none
 * @throws InvalidInputError if a name is not made of small letters, digits and `_`, or too long
 */
export function tableNames(prefix: string | undefined, schema?: string): TableNames {
  const chosen = prefix ?? (schema === undefined ? "inhouse_" : "");
  if (!/^([a-z_][a-z0-9_]*)?$/.test(chosen) || chosen.length > longestPrefix) {
    refuse("prefix", longestPrefix, chosen);
  }
  if (chosen.startsWith("sqlite_")) refuse("prefix", longestPrefix, chosen);
  if (schema === undefined) return { schema: null, prefix: chosen };
  if (!/^[a-z_][a-z0-9_]*$/.test(schema) || schema.length > longestSchema) {
    refuse("schema", longestSchema, schema);
  }
  if (schema.startsWith("pg_")) refuse("schema", longestSchema, schema);
  return { schema, prefix: chosen };
}

/** @returns a table's name as SQL builders take it: with its prefix, behind its schema */
export function qualified({ schema, prefix }: TableNames, table: string): string {
  return schema === null ? `${prefix}${table}` : `${schema}.${prefix}${table}`;
}

function refuse(param: string, longest: number, received: string): never {
  throw new InvalidInputError({
    param,
    expected: `a name of at most ${longest} small letters, digits and "_", which is not reserved`,
    received: JSON.stringify(received.slice(0, 100)),
  });
}
