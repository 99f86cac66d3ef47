import type { PGlite } from "@electric-sql/pglite";
import { loadPackage } from "./load-package.ts";

/**
 * Loads PGlite on first use.
 *
 * @returns the class of its databases
 * @throws MissingPackageError if `@electric-sql/pglite` is not installed
 */
export async function loadPglite(): Promise<typeof PGlite> {
  const name = "@electric-sql/pglite";
  const module = await loadPackage(name, `${name}@0.5`, () => import("@electric-sql/pglite"));
  return module.PGlite;
}
