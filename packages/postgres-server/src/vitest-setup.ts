import type { TestProject } from "vitest/node";
import { findBinaries } from "./find-binaries.ts";
import { startPostgres } from "./start-postgres.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The URL of a PostgreSQL for the tests of this project; null: there is none for this platform. */
    postgresUrl: string | null;
  }
}

/**
 * A `globalSetup` of vitest: tests get the URL of a server by `inject("postgresUrl")`. It is that of the environment
 * variable `TEST_POSTGRES_URL`, or of a server that is started for the run of the project.
 *
 * @param project - the project
 * @returns stops the server
 * @throws Error in CI, if there is no PostgreSQL for this platform
 */
export async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const given = process.env.TEST_POSTGRES_URL;
  if (given) {
    project.provide("postgresUrl", given);
    return;
  }
  if ((await findBinaries()) === undefined) {
    project.provide("postgresUrl", null);
    const missing = `npm has no PostgreSQL for ${process.platform}-${process.arch}, and TEST_POSTGRES_URL is not set.`;
    if (process.env.CI) throw new Error(missing);
    console.warn(`\n  SKIPPED: all tests on PostgreSQL. ${missing}\n`);
    return;
  }
  const server = await startPostgres();
  project.provide("postgresUrl", server.url);
  return () => server.stop();
}
