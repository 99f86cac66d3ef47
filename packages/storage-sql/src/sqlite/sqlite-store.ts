import type {
  Clock,
  DueQuery,
  ListQuery,
  RecordKind,
  StorageRecord,
  StorageSize,
} from "@inhouse/contracts";
import { commitFailure } from "../commit/commit-failure.ts";
import type { CommitPlan } from "../commit/commit-plan.ts";
import type { BlobStatements } from "../queries/blob-statements.ts";
import { blobStatements } from "../queries/blob-statements.ts";
import { listValues, ReadStatements } from "../queries/read-statements.ts";
import { sizesOf } from "../queries/sizes-of.ts";
import type { SqlBuilder } from "../queries/sql-builder.ts";
import type { SlotValues, Statement } from "../queries/statement.ts";
import type { StoredRow } from "../tables/record-row.ts";
import { recordOf } from "../tables/record-row.ts";
import { tableLayouts } from "../tables/table-layout.ts";
import { applyPlan } from "./apply-plan.ts";
import { retryBusy } from "./busy-retry.ts";
import { CommitGroups } from "./commit-groups.ts";
import { ReadTurns } from "./read-turns.ts";
import type { SqliteConnection } from "./sqlite-connection.ts";
import { isBusy } from "./sqlite-errors.ts";
import { writeStatements } from "./write-statements.ts";

const dataVersion: Statement = { sql: "pragma data_version", slots: [] };
const pageCount: Statement = { sql: "pragma page_count", slots: [] };
const pageSize: Statement = { sql: "pragma page_size", slots: [] };

/** An opened database with its tables. */
export class SqliteStore {
  readonly #connection: SqliteConnection;
  readonly #clock: Clock;
  readonly #busyMilliseconds: number;
  readonly #isOwn: boolean;
  readonly #reads: ReadStatements;
  readonly #blobs: BlobStatements;
  readonly #groups: CommitGroups;
  readonly #turns: ReadTurns = new ReadTurns();

  /**
   * @param connection - the database
   * @param builder - makes its statements
   * @param settings - the clock, how long to wait for locks, and whether to close the connection in the end
   */
  constructor(
    connection: SqliteConnection,
    builder: SqlBuilder,
    settings: { clock: Clock; busyMilliseconds: number; isOwn: boolean },
  ) {
    this.#connection = connection;
    this.#clock = settings.clock;
    this.#busyMilliseconds = settings.busyMilliseconds;
    this.#isOwn = settings.isOwn;
    this.#reads = new ReadStatements(builder);
    this.#blobs = blobStatements(builder);
    const writes = writeStatements(builder);
    this.#groups = new CommitGroups({
      begin: (work) =>
        this.#patiently(() => {
          connection.begin();
          work();
        }),
      commit: () => connection.commit(),
      rollback: () => connection.rollback(),
      execute: (sql) => connection.execute(sql),
      apply: (plan) => applyPlan(connection, writes, plan),
    });
  }

  async get(tenant: string, kind: RecordKind, id: string): Promise<StorageRecord | undefined> {
    const layout = tableLayouts[kind];
    const [row] = await this.#all(this.#reads.get(layout), { tenant, id });
    return row === undefined ? undefined : recordOf(layout, row);
  }

  async list(query: ListQuery): Promise<readonly StorageRecord[]> {
    const layout = tableLayouts[query.kind];
    const rows = await this.#all(this.#reads.list(layout, query), listValues(query));
    return rows.map((row) => recordOf(layout, row));
  }

  async due({ kind, at, limit }: DueQuery): Promise<readonly StorageRecord[]> {
    const layout = tableLayouts[kind];
    const rows = await this.#all(this.#reads.due(layout), { at, limit });
    return rows.map((row) => recordOf(layout, row));
  }

  commit(plan: CommitPlan): Promise<void> {
    return this.#groups.commit(plan);
  }

  async measure(tenant: string): Promise<StorageSize> {
    const records = sizesOf(await this.#all(this.#reads.measure(), { tenant }));
    const [pages] = await this.#all(pageCount);
    const [size] = await this.#all(pageSize);
    return { records, diskBytes: Number(pages?.page_count) * Number(size?.page_size) };
  }

  async putBlob(key: string, bytes: Uint8Array): Promise<void> {
    const time = new Date(this.#clock.now()).toISOString();
    await this.#write(this.#blobs.put, { key, bytes, time });
  }

  async getBlob(key: string): Promise<Uint8Array | undefined> {
    const [row] = await this.#all(this.#blobs.get, { key });
    // libsql answers with an ArrayBuffer, the others with views.
    return row === undefined ? undefined : new Uint8Array(row.bytes as ArrayBuffer | Uint8Array);
  }

  async deleteBlob(key: string): Promise<void> {
    await this.#write(this.#blobs.delete, { key });
  }

  /** @returns a number that changes when another connection committed */
  async dataVersion(): Promise<number> {
    const [row] = await this.#all(dataVersion);
    return Number(row?.data_version);
  }

  close(): void {
    if (this.#isOwn) this.#connection.close();
  }

  async #all(statement: Statement, values?: SlotValues): Promise<readonly StoredRow[]> {
    await this.#turns.take();
    return this.#patiently(() => this.#connection.all(statement, values));
  }

  /** Runs a statement that is a transaction by itself. */
  async #write(statement: Statement, values: SlotValues): Promise<void> {
    try {
      await this.#patiently(() => this.#connection.run(statement, values));
    } catch (cause) {
      throw commitFailure(isBusy(cause) ? "no" : "unknown", cause);
    }
  }

  #patiently<Result>(work: () => Result): Promise<Result> {
    return retryBusy(this.#clock, this.#busyMilliseconds, work);
  }
}
