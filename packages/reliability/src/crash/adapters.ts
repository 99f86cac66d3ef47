import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Storage } from "@inhouse/contracts";
import { postgresGround } from "./postgres-ground.ts";

/** The storages that are put to the test: all that outlive a process. */
export type AdapterName = "lowdb" | "node-sqlite" | "libsql" | "postgres" | "pglite";

/** A storage as the harness uses it. */
export interface CrashAdapter {
  readonly name: AdapterName;
  /** How many processes use it at once. */
  readonly crew: number;
  /** How long a claim on a run holds in the trials, in milliseconds. */
  readonly leaseMs: number;
  /** How long a process lives at most until it is killed at random, in milliseconds. */
  readonly lifeMs: number;
  /** Whether it takes so long to open that a process which is killed at random would never come to anything else. */
  readonly opensSlowly: boolean;
  /** Loads the library. */
  load(): Promise<unknown>;
  /**
   * @param target - what to open
   * @param process - who opens it
   */
  open(target: string, process: string): Promise<Storage>;
  /** Prepares what all worlds need. */
  ground(): Promise<Ground>;
}

/** What the worlds of an adapter stand on. */
export interface Ground {
  /**
   * @param folder - the folder of a world
   * @param world - its number
   * @returns what its processes open
   */
  targetOf(folder: string, world: number): string;
  /** Cuts the connections of a process to its server; absent: there is none. */
  readonly cutOff?: (process: string) => Promise<void>;
  stop(): Promise<void>;
}

const adapters: Readonly<Record<AdapterName, CrashAdapter>> = {
  lowdb: {
    name: "lowdb",
    crew: 1,
    leaseMs: 400,
    lifeMs: 200,
    opensSlowly: false,
    load: () => import("@inhouse/storage-lowdb"),
    open: async (target) => (await import("@inhouse/storage-lowdb")).lowdb(target),
    ground: async () => files("data"),
  },
  "node-sqlite": {
    name: "node-sqlite",
    crew: 2,
    leaseMs: 600,
    lifeMs: 250,
    opensSlowly: false,
    load: () => import("@inhouse/storage-sql/node-sqlite").then(({ sqlite }) => opened(sqlite)),
    open: async (target) => (await import("@inhouse/storage-sql/node-sqlite")).sqlite(target),
    ground: async () => files("assistants.db"),
  },
  libsql: {
    name: "libsql",
    crew: 2,
    leaseMs: 600,
    lifeMs: 250,
    opensSlowly: false,
    load: () => import("@inhouse/storage-sql/libsql").then(({ libsql }) => opened(libsql)),
    open: async (target) => (await import("@inhouse/storage-sql/libsql")).libsql(target),
    ground: async () => files("assistants.db"),
  },
  postgres: {
    name: "postgres",
    crew: 3,
    leaseMs: 600,
    lifeMs: 300,
    opensSlowly: false,
    load: () => Promise.all([import("@inhouse/storage-sql/postgres"), import("pg")]),
    async open(target, process) {
      const { postgres } = await import("@inhouse/storage-sql/postgres");
      const url = new URL(target);
      const schema = url.hash.slice(1);
      url.hash = "";
      url.searchParams.set("application_name", process);
      return postgres(url.href, { schema, maxConnections: 4 });
    },
    ground: postgresGround,
  },
  pglite: {
    name: "pglite",
    crew: 1,
    leaseMs: 400,
    lifeMs: 400,
    opensSlowly: true,
    load: () =>
      Promise.all([import("@inhouse/storage-sql/pglite"), import("@electric-sql/pglite")]),
    open: async (target) => (await import("@inhouse/storage-sql/pglite")).pglite(target),
    ground: pgliteGround,
  },
};

function files(name: string): Ground {
  return { targetOf: (folder) => join(folder, name), stop: async () => undefined };
}

/** Opens a database in memory, with which everything is loaded that its library loads on first use. */
async function opened(open: (path: string) => Storage): Promise<void> {
  const storage = open(":memory:");
  await storage.get("default", "thread", "none");
  await storage.close();
}

/** A new database takes long to make, so that it is made once and copied. */
async function pgliteGround(): Promise<Ground> {
  const { pglite } = await import("@inhouse/storage-sql/pglite");
  const folder = mkdtempSync(join(tmpdir(), "inhouse-crash-pglite-"));
  const template = join(folder, "data");
  const storage = pglite(template);
  await storage.get("default", "thread", "none");
  await storage.close();
  return {
    targetOf(world) {
      const target = join(world, "data");
      cpSync(template, target, { recursive: true });
      return target;
    },
    stop: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** The names of all adapters. */
const adapterNames: readonly AdapterName[] = Object.keys(adapters) as AdapterName[];

/**
 * @param name - an adapter's name
 * @returns the adapter
 * @throws RangeError if there is none of this name
 */
export function adapterOf(name: string): CrashAdapter {
  const found = adapterNames.find((known) => known === name);
  if (found !== undefined) return adapters[found];
  throw new RangeError(`There is no adapter '${name}': ${adapterNames.join(", ")}.`);
}
