import type pg from "pg";
import { loadPackage } from "./load-package.ts";

/**
 * Loads `pg` on first use.
 *
 * @throws MissingPackageError if `pg` is not installed
 */
export async function loadPg(): Promise<typeof pg> {
  const module = await loadPackage("pg", "pg@8", () => import("pg"));
  return module.default;
}
