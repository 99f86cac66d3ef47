import { expect, inject, it, vi } from "vitest";
import type { TestProject } from "vitest/node";
import { schemaName } from "./schema-name.ts";
import { query } from "./testing/query.ts";
import { setup } from "./vitest-setup.ts";

const url = inject("postgresUrl");

it.skipIf(url === null)("gives tests a server, on which each has a schema of its own", async () => {
  const names = [schemaName(), schemaName("mine")];
  for (const name of names) {
    await query(String(url), `create schema ${name}`);
    await query(String(url), `create table ${name}.things ()`);
  }
  expect(names[1]).toMatch(/^mine_[0-9a-f]+$/);
});

it("starts nothing if it is told of a server", async () => {
  vi.stubEnv("TEST_POSTGRES_URL", "postgres://somewhere/else");
  const provided: unknown[] = [];
  const project = { provide: (...entry: unknown[]) => provided.push(entry) };
  const stop = await setup(project as unknown as TestProject).finally(() => vi.unstubAllEnvs());
  expect(provided).toEqual([["postgresUrl", "postgres://somewhere/else"]]);
  expect(stop).toBeUndefined();
});
