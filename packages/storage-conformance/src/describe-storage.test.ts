import type {
  BlobStore,
  DueQuery,
  ListQuery,
  RecordKind,
  Storage,
  StorageCapabilities,
  StorageRecord,
  StorageSize,
  StorageWrite,
} from "@inhouse/contracts";
import { memoryStorage } from "@inhouse/storage-memory";
import { describeStorage } from "./describe-storage.ts";

/** Adds nothing, as the simplest decorator would: its methods are on the prototype, and its fields are getters. */
class PassThrough implements Storage {
  readonly #storage: Storage;

  constructor(storage: Storage) {
    this.#storage = storage;
  }

  get capabilities(): StorageCapabilities {
    return this.#storage.capabilities;
  }

  get blobs(): BlobStore {
    return this.#storage.blobs;
  }

  get(tenant: string, kind: RecordKind, id: string): Promise<StorageRecord | undefined> {
    return this.#storage.get(tenant, kind, id);
  }

  list(query: ListQuery): Promise<readonly StorageRecord[]> {
    return this.#storage.list(query);
  }

  due(query: DueQuery): Promise<readonly StorageRecord[]> {
    return this.#storage.due(query);
  }

  commit(tenant: string, writes: readonly StorageWrite[]): Promise<void> {
    return this.#storage.commit(tenant, writes);
  }

  measure(tenant: string): Promise<StorageSize> {
    return this.#storage.measure(tenant);
  }

  close(): Promise<void> {
    return this.#storage.close();
  }
}

describeStorage("memoryStorage", { create: memoryStorage });

describeStorage("a decorated memoryStorage", { create: () => new PassThrough(memoryStorage()) });
