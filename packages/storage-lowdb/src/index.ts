export type { Durability } from "./disk.ts";
export { lowdb } from "./lowdb.ts";
export type { LowdbOptions } from "./lowdb-options.ts";
