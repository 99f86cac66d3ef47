import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** @returns a new folder */
export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), "inhouse-sql-"));
}
