import type {
  DueQuery,
  ListQuery,
  RecordKind,
  StorageRecord,
  StorageSize,
  StorageWrite,
} from "@inhouse/contracts";
import { assertStorageBatch } from "@inhouse/contracts";
import type { Attempted } from "./attempt.ts";
import { attempt } from "./attempt.ts";
import type { CheckpointTarget } from "./checkpoint.ts";
import { writeCheckpoint } from "./checkpoint.ts";
import { dueRecords } from "./due-records.ts";
import { findRecord } from "./find-record.ts";
import type { FolderLock } from "./folder-lock.ts";
import { Journal } from "./journal.ts";
import { formatEntry } from "./journal-entry.ts";
import { listRecords } from "./list-records.ts";
import { measureRecords } from "./measure-records.ts";
import { ownWrites, planCommit } from "./plan-commit.ts";
import { SerialQueue } from "./serial-queue.ts";
import type { ContentOf, Removals, StoreState } from "./store-state.ts";

/** What an opened folder consists of. */
export interface FileStoreParts extends CheckpointTarget {
  readonly lock: FolderLock;
  readonly state: StoreState;
  /** The number of the first journal to write. */
  readonly nextJournal: number;
  /** How long a journal may become before a checkpoint. */
  readonly journalBytes: number;
}

/**
 * A folder in use.
 *
 * A commit is one line in the journal, and then a change in memory. A checkpoint, now and then, brings the segments up
 * to date and lets the journal go. After the death of the process at any point the segments are some state that the
 * journals which are still there lead to the last commit from.
 */
export class FileStore {
  readonly #parts: FileStoreParts;
  readonly #commits = new SerialQueue();
  readonly #checkpoints = new SerialQueue();
  #journal: Journal;
  #journalNumber: number;
  #oldJournals: string[] = [];
  #checkpointing = false;

  constructor(parts: FileStoreParts) {
    this.#parts = parts;
    this.#journalNumber = parts.nextJournal;
    this.#journal = new Journal(parts.disk, parts.layout.journal(parts.nextJournal));
  }

  async get(tenant: string, kind: RecordKind, id: string): Promise<StorageRecord | undefined> {
    const { state } = this.#parts;
    const found = await this.#attempt((contentOf) =>
      findRecord(state, contentOf, tenant, kind, id),
    );
    return found.result?.record;
  }

  async list(query: ListQuery): Promise<StorageRecord[]> {
    const { state } = this.#parts;
    return (await this.#attempt((contentOf) => listRecords(state, contentOf, query))).result;
  }

  async due(query: DueQuery): Promise<StorageRecord[]> {
    const { state } = this.#parts;
    return (await this.#attempt((contentOf) => dueRecords(state, contentOf, query))).result;
  }

  async measure(tenant: string): Promise<StorageSize> {
    const { disk, layout, state } = this.#parts;
    const records = await measureRecords(state, tenant);
    return { records, diskBytes: await disk.folderBytes(layout.folder) };
  }

  async commit(tenant: string, writes: readonly StorageWrite[]): Promise<void> {
    assertStorageBatch(tenant, writes);
    const own = ownWrites(writes);
    await this.#commits.run(() => this.#commit(tenant, own));
    if (this.#journal.bytes < this.#parts.journalBytes || this.#checkpointing) return;
    // What fails here fails again when the store is closed, which tells; nothing is lost, the journals stay.
    this.checkpoint().catch(() => {});
  }

  /** Brings the segments up to date. */
  async checkpoint(): Promise<void> {
    this.#checkpointing = true;
    try {
      await this.#checkpoints.run(() => this.#checkpoint());
    } finally {
      this.#checkpointing = false;
    }
  }

  /** Waits for what is under way, brings the segments up to date, and lets go of the folder. */
  async close(): Promise<void> {
    try {
      await this.checkpoint();
    } finally {
      await this.#journal.close();
      this.#parts.lock.release();
    }
  }

  async #commit(tenant: string, writes: readonly StorageWrite[]): Promise<void> {
    const { state } = this.#parts;
    const { result: planned, contentOf } = await this.#attempt((contentOf) =>
      planCommit(state, contentOf, tenant, writes),
    );
    if (planned.length === 0) return;
    await this.#journal.append(formatEntry({ tenant, writes: planned }));
    for (const write of planned) state.apply(tenant, write, contentOf);
  }

  async #checkpoint(): Promise<void> {
    const { disk, state } = this.#parts;
    const removals = await this.#commits.run(() => this.#beginJournal());
    const journals = this.#oldJournals;
    if (journals.length === 0) return;
    try {
      await writeCheckpoint(this.#parts, state, removals);
    } catch (error) {
      state.returnRemovals(removals);
      throw error;
    }
    for (const path of journals) await disk.remove(path);
    this.#oldJournals = this.#oldJournals.filter((path) => !journals.includes(path));
  }

  /** Ends the present journal between two commits. */
  async #beginJournal(): Promise<Removals> {
    const { disk, layout, state } = this.#parts;
    this.#journal.assertWhole();
    if (this.#journal.bytes > 0) {
      await this.#journal.close();
      this.#oldJournals = [...this.#oldJournals, this.#journal.path];
      this.#journal = new Journal(disk, layout.journal(++this.#journalNumber));
    }
    state.dropEmptied();
    return state.takeRemovals();
  }

  #attempt<Result>(work: (contentOf: ContentOf) => Result): Promise<Attempted<Result>> {
    return attempt(this.#parts.state.cache, work);
  }
}
