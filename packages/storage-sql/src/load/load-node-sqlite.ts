import type * as sqlite from "node:sqlite";
import { UnsupportedRuntimeError } from "@inhouse/contracts";

/**
 * Loads `node:sqlite` on first use: Node 22 prints a warning when it is loaded.
 *
 * @throws UnsupportedRuntimeError if this JavaScript runtime has none
 */
export async function loadNodeSqlite(): Promise<typeof sqlite> {
  try {
    return await import("node:sqlite");
  } catch (cause) {
    throw new UnsupportedRuntimeError("The storage sqlite()", "the module node:sqlite", { cause });
  }
}
