/** The primary result code of SQLite for a database that another connection has locked. */
const busy = 5;

/**
 * @param error - what a driver threw
 * @returns whether another connection was in the way, so that the same call may succeed later
 */
export function isBusy(error: unknown): boolean {
  if (typeof error !== "object" || error === null) return false;
  const { errcode, rawCode, code } = error as Record<string, unknown>;
  // node:sqlite, libsql and better-sqlite3, in this order.
  if (typeof errcode === "number") return (errcode & 0xff) === busy;
  if (typeof rawCode === "number") return (rawCode & 0xff) === busy;
  return typeof code === "string" && /^SQLITE_BUSY(_|$)/.test(code);
}
