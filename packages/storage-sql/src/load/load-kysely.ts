import type * as kysely from "kysely";

/** Kysely's module. */
export type KyselyModule = typeof kysely;

let loaded: Promise<KyselyModule> | undefined;

/** Loads Kysely on first use: a storage that nobody calls loads no library. */
export function loadKysely(): Promise<KyselyModule> {
  loaded ??= import("kysely");
  return loaded;
}
