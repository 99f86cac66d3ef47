import { firstTables } from "./first-tables.ts";
import type { Migration } from "./migration.ts";

/** The whole history of the tables, oldest first. */
export const migrations: readonly Migration[] = [firstTables];
