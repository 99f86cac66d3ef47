import { join } from "node:path";
import type { Storage } from "@inhouse/contracts";

/** The storages that are put to the test. */
export type AdapterName = "lowdb";

/** A storage as the harness uses it. */
export interface CrashAdapter {
  readonly name: AdapterName;
  /** How many processes use it at once. */
  readonly crew: number;
  /** How long a claim on a run holds in the tests, in milliseconds. */
  readonly leaseMs: number;
  /** Whether opening takes so long that most processes would die in it. */
  readonly opensSlowly: boolean;
  /** How long a child lives at most before it is killed at random, in milliseconds. */
  readonly lifeMs: number;
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
    opensSlowly: false,
    lifeMs: 200,
    load: () => import("@inhouse/storage-lowdb"),
    open: async (target) => (await import("@inhouse/storage-lowdb")).lowdb(target),
    ground: async () => filesOnly("data"),
  },
};

function filesOnly(name: string): Ground {
  return { targetOf: (folder) => join(folder, name), stop: async () => undefined };
}

/**
 * @param name - an adapter's name
 * @returns the adapter
 * @throws RangeError if there is none of this name
 */
export function adapterOf(name: string): CrashAdapter {
  const adapter = Object.hasOwn(adapters, name) ? adapters[name as AdapterName] : undefined;
  if (adapter === undefined) {
    throw new RangeError(`There is no adapter '${name}': ${Object.keys(adapters).join(", ")}.`);
  }
  return adapter;
}
