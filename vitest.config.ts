import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { TestProjectInlineConfiguration } from "vitest/config";
import { defineConfig } from "vitest/config";

const report = process.env.INHOUSE_TEST_REPORT;

/** These get a PostgreSQL server of their own. */
const usePostgres = new Set(["http-openai", "postgres-server", "storage-sql"]);

// Tests wait for what happens, not for a time to pass: these limits only end what hangs. They are long, because processes,
// browsers and interpreters start within milliseconds here and within many seconds where the machine is busy.
const patience = {
  testTimeout: 120_000,
  hookTimeout: 120_000,
  expect: { poll: { timeout: 60_000 } },
};

function project(name: string, root: string): TestProjectInlineConfiguration {
  return { test: { ...patience, name, root, include: ["**/*.test.ts"] } };
}

function packageProject(folder: string): TestProjectInlineConfiguration {
  const { test } = project(`@inhouse/${folder}`, `packages/${folder}`);
  const globalSetup = usePostgres.has(folder) ? ["@inhouse/postgres-server/vitest"] : [];
  return { test: { ...test, globalSetup } };
}

export default defineConfig({
  test: {
    reporters: report ? ["default", ["json", { outputFile: report }]] : ["default"],
    projects: [
      ...readdirSync(join(import.meta.dirname, "packages")).map(packageProject),
      ...["docs", "examples", "scripts"].map((folder) => project(folder, folder)),
    ],
  },
});
