import { StorageVersionError } from "@inhouse/contracts";
import type { Migration } from "./migration.ts";

/**
 * What is done about the version of the tables when a storage is opened: `auto` brings them up to date, `check` refuses
 * others than this version's, `off` does not look.
 */
export type MigrateMode = "auto" | "check" | "off";

/**
 * @param mode - `auto` or `check`
 * @param location - the database and its tables, for errors
 * @param found - the version of the tables; 0: there are none
 * @param migrations - the whole history
 * @returns the migrations to make, oldest first
 * @throws StorageVersionError if the tables are newer, or are older and may not be changed
 */
export function migrationPlan(
  mode: Exclude<MigrateMode, "off">,
  location: string,
  found: number,
  migrations: readonly Migration[],
): readonly Migration[] {
  const supported = migrations.at(-1)?.version ?? 0;
  const isWrong = found > supported || (mode === "check" && found < supported);
  if (isWrong) throw new StorageVersionError(location, found, supported);
  return migrations.filter(({ version }) => version > found);
}
