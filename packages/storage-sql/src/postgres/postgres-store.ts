import type {
  Clock,
  DueQuery,
  ListQuery,
  RecordKind,
  StorageRecord,
  StorageSize,
} from "@inhouse/contracts";
import { StorageError } from "@inhouse/contracts";
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
import type { ChangeAnnouncer } from "./change-announcer.ts";
import { CommitStatements } from "./commit-statements.ts";
import { diskSize } from "./disk-size.ts";
import { partitionStatements } from "./partition-statements.ts";
import { failureOf } from "./postgres-errors.ts";
import { runOrUnknown } from "./run-or-unknown.ts";
import type { SqlConnections } from "./sql-connections.ts";
import type { WriteStatements } from "./write-commit.ts";
import { writeCommit } from "./write-commit.ts";

const now: Statement = {
  sql: "select floor(extract(epoch from clock_timestamp()) * 1000) as now",
  slots: [],
};

/** How often a commit is tried that got entangled with others: each time somebody else got through. */
const attempts = 10;

/** What a store is made of. */
export interface PostgresStoreSettings {
  readonly connections: SqlConnections;
  readonly builder: SqlBuilder;
  readonly clock: Clock;
  /** Tells others of commits; null: there are none. */
  readonly announcer: ChangeAnnouncer | null;
}

/** An opened database with its tables. */
export class PostgresStore {
  readonly #connections: SqlConnections;
  readonly #clock: Clock;
  readonly #announcer: ChangeAnnouncer | null;
  readonly #statements: WriteStatements;
  readonly #blobs: BlobStatements;
  readonly #diskSize: Statement;

  constructor({ connections, builder, clock, announcer }: PostgresStoreSettings) {
    this.#connections = connections;
    this.#clock = clock;
    this.#announcer = announcer;
    this.#blobs = blobStatements(builder);
    this.#diskSize = diskSize(builder);
    this.#statements = {
      commits: new CommitStatements(builder),
      partitions: partitionStatements(builder),
      reads: new ReadStatements(builder),
    };
  }

  async get(tenant: string, kind: RecordKind, id: string): Promise<StorageRecord | undefined> {
    const layout = tableLayouts[kind];
    const [row] = await this.#read(this.#statements.reads.get(layout), { tenant, id });
    return row === undefined ? undefined : recordOf(layout, row);
  }

  async list(query: ListQuery): Promise<readonly StorageRecord[]> {
    const layout = tableLayouts[query.kind];
    const statement = this.#statements.reads.list(layout, query);
    const rows = await this.#read(statement, listValues(query));
    return rows.map((row) => recordOf(layout, row));
  }

  async due({ kind, at, limit }: DueQuery): Promise<readonly StorageRecord[]> {
    const layout = tableLayouts[kind];
    const rows = await this.#read(this.#statements.reads.due(layout), { at, limit });
    return rows.map((row) => recordOf(layout, row));
  }

  async commit(plan: CommitPlan): Promise<void> {
    try {
      await this.#commit(plan);
    } catch (error) {
      const isUnknown = error instanceof StorageError && error.committed === "unknown";
      if (isUnknown) this.#announcer?.announce(plan.tenant, plan.touched);
      throw error;
    }
    this.#announcer?.announce(plan.tenant, plan.touched);
  }

  async #commit(plan: CommitPlan): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        await writeCommit(this.#connections, this.#statements, plan);
        return;
      } catch (error) {
        if (failureOf(error) !== "entangled" || attempt === attempts) throw error;
        await new Promise<void>((resolve) => {
          this.#clock.setTimer(attempt, resolve);
        });
      }
    }
  }

  async measure(tenant: string): Promise<StorageSize> {
    const records = sizesOf(await this.#read(this.#statements.reads.measure(), { tenant }));
    const [size] = await this.#read(this.#diskSize);
    return { records, diskBytes: size?.bytes === null ? null : Number(size?.bytes) };
  }

  async putBlob(key: string, bytes: Uint8Array): Promise<void> {
    const time = new Date(this.#clock.now()).toISOString();
    await runOrUnknown(this.#connections.run)(this.#blobs.put, { key, bytes, time });
  }

  async getBlob(key: string): Promise<Uint8Array | undefined> {
    const [row] = await this.#read(this.#blobs.get, { key });
    return row === undefined ? undefined : new Uint8Array(row.bytes as Uint8Array);
  }

  async deleteBlob(key: string): Promise<void> {
    await runOrUnknown(this.#connections.run)(this.#blobs.delete, { key });
  }

  async now(): Promise<number> {
    const [row] = await this.#read(now);
    return Number(row?.now);
  }

  /** Runs a statement that is about no record. */
  run(statement: Statement, values?: SlotValues): Promise<readonly StoredRow[]> {
    return this.#connections.run(statement, values);
  }

  async close(): Promise<void> {
    await this.#announcer?.flush();
    await this.#connections.close();
  }

  /** A connection may have died while it rested in the pool, which shows with the first statement only. */
  async #read(statement: Statement, values?: SlotValues): Promise<readonly StoredRow[]> {
    try {
      return await this.#connections.run(statement, values);
    } catch (error) {
      if (failureOf(error) !== "lost") throw error;
      return await this.#connections.run(statement, values);
    }
  }
}
