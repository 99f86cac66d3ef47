import type {
  Clock,
  DueQuery,
  ListQuery,
  RecordKind,
  Storage,
  StorageRecord,
  StorageSize,
} from "@inhouse/contracts";
import type { CommitPlan } from "../commit/commit-plan.ts";
import { commitPlan } from "../commit/commit-plan.ts";
import { assertStorableTexts } from "../tables/storable-text.ts";
import type { Closable, Session } from "./session.ts";

/** What an opened database does, whichever it is. */
export interface SqlStore extends Closable {
  get(tenant: string, kind: RecordKind, id: string): Promise<StorageRecord | undefined>;
  list(query: ListQuery): Promise<readonly StorageRecord[]>;
  due(query: DueQuery): Promise<readonly StorageRecord[]>;
  commit(plan: CommitPlan): Promise<void>;
  measure(tenant: string): Promise<StorageSize>;
  putBlob(key: string, bytes: Uint8Array): Promise<void>;
  getBlob(key: string): Promise<Uint8Array | undefined>;
  deleteBlob(key: string): Promise<void>;
}

/** The calls of a storage that are the same on every database. */
export type StorageCalls = Pick<Storage, "blobs" | "get" | "list" | "due" | "commit" | "measure">;

/**
 * Looks at what callers hand in before anything waits, so that they can do with it what they like afterwards.
 *
 * @param session - the database
 * @param clock - the times of rows
 */
export function storageCalls(session: Session<SqlStore>, clock: Clock): StorageCalls {
  return {
    blobs: {
      put(key, bytes) {
        const own = Buffer.from(bytes);
        return session.use((store) => store.putBlob(key, own));
      },
      get: (key) => session.use((store) => store.getBlob(key)),
      delete: (key) => session.use((store) => store.deleteBlob(key)),
    },
    async get(tenant, kind, id) {
      assertStorableTexts(tenant, id);
      return session.use((store) => store.get(tenant, kind, id));
    },
    async list(query) {
      assertStorableTexts(query.tenant, query.parent, query.key?.value);
      return session.use((store) => store.list(query));
    },
    due: (query) => session.use((store) => store.due(query)),
    async commit(tenant, writes) {
      const plan = commitPlan(tenant, writes, new Date(clock.now()).toISOString());
      await session.use((store) => store.commit(plan));
    },
    async measure(tenant) {
      assertStorableTexts(tenant);
      return session.use((store) => store.measure(tenant));
    },
  };
}
