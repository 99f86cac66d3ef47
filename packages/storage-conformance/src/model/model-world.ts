import assert from "node:assert/strict";
import type { ListQuery, Storage, StorageWrite } from "@inhouse/contracts";
import { InhouseError } from "@inhouse/contracts";
import type { StorageSuite } from "../storage-suite.ts";
import type { ReferenceStorage } from "./reference-storage.ts";
import { blobKeys, kinds, parentsOf, tenants } from "./universe.ts";

/** What the commands of a model run know beforehand. */
export interface ModelState {
  reference: ReferenceStorage;
  /** Whether the storage can be closed and opened again. */
  readonly canReopen: boolean;
}

/** The lists that together hold every record of this world. */
const everything: readonly ListQuery[] = tenants.flatMap((tenant) =>
  kinds.flatMap((kind) =>
    parentsOf(kind).map((parent) => ({ tenant, kind, parent, order: "asc", limit: 1000 }) as const),
  ),
);

/** The storage under test, open once or twice. */
export class ModelWorld {
  readonly #suite: StorageSuite;
  readonly #first: Storage;
  readonly #history: string[] = [];
  #open: readonly Storage[];

  private constructor(suite: StorageSuite, first: Storage, open: readonly Storage[]) {
    this.#suite = suite;
    this.#first = first;
    this.#open = open;
  }

  static async create(suite: StorageSuite): Promise<ModelWorld> {
    const first = await suite.create();
    return new ModelWorld(suite, first, await connections(suite, first));
  }

  /** @returns the first or the second connection, which are one where there is no second */
  at(connection: number): Storage {
    return (this.#open[connection] ?? this.#open[0]) as Storage;
  }

  /** Everything that was done, for people who look for the reason of a failure. */
  get history(): string {
    return this.#history.join("\n");
  }

  /** Notes what is done. */
  tell(connection: number | "both", ...what: readonly unknown[]): void {
    const words = what.map((word) => (typeof word === "string" ? word : JSON.stringify(word)));
    this.#history.push(`  connection ${connection}: ${words.join(" ")}`);
  }

  async reopen(): Promise<void> {
    const [storage] = this.#open;
    await this.#close();
    if (storage === undefined || this.#suite.reopen === undefined) return;
    this.#open = await connections(this.#suite, await this.#suite.reopen(storage));
  }

  async end(): Promise<void> {
    await this.#close();
    await this.#suite.dispose?.(this.#first);
  }

  /** Every connection finds everything that the reference has, and nothing else. */
  async assertSame(reference: ReferenceStorage): Promise<void> {
    await Promise.all(this.#open.map((storage) => assertSame(storage, reference)));
  }

  /** The same of the first connection. */
  async assertSameAtFirst(reference: ReferenceStorage): Promise<void> {
    await assertSame(this.at(0), reference);
  }

  async #close(): Promise<void> {
    const open = this.#open;
    this.#open = [];
    for (const storage of open.toReversed()) await storage.close();
  }
}

/** @returns whether it was done; false: it met a conflict */
export async function tryCommit(
  storage: Storage,
  tenant: string,
  writes: readonly StorageWrite[],
): Promise<boolean> {
  try {
    await storage.commit(tenant, writes);
    return true;
  } catch (error) {
    if (InhouseError.isInstance(error) && error.code === "storage_conflict") return false;
    throw error;
  }
}

async function connections(suite: StorageSuite, first: Storage): Promise<readonly Storage[]> {
  return suite.another === undefined ? [first] : [first, await suite.another(first)];
}

/** The storage has everything that the reference has, and nothing else. */
async function assertSame(storage: Storage, reference: ReferenceStorage): Promise<void> {
  const lists = everything.map(async (query) =>
    assert.deepEqual(await storage.list(query), reference.list(query)),
  );
  const blobs = blobKeys.map(async (key) => {
    const bytes = await storage.blobs.get(key);
    assert.deepEqual(bytes && Array.from(bytes), reference.blobs.get(key));
  });
  // All of them are waited for, so that nothing is under way when the storage is closed.
  for (const result of await Promise.allSettled([...lists, ...blobs])) {
    if (result.status === "rejected") throw result.reason;
  }
}
