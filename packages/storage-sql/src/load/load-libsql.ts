import type Database from "libsql";
import { loadPackage } from "./load-package.ts";

/**
 * Loads libSQL on first use.
 *
 * @returns the class of its databases
 * @throws MissingPackageError if `libsql` is not installed
 */
export async function loadLibsql(): Promise<typeof Database> {
  const module = await loadPackage("libsql", "libsql@0.5", () => import("libsql"));
  return module.default;
}
