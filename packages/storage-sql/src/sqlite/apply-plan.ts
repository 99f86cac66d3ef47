import { StorageConflictError } from "@inhouse/contracts";
import type { CommitPlan, PlannedCondition, TablePlan } from "../commit/commit-plan.ts";
import { movedError } from "../commit/moved-error.ts";
import type { SqliteConnection } from "./sqlite-connection.ts";
import type { WriteStatements } from "./write-statements.ts";

/** The statements for each table, by the kind of its records. */
type AllStatements = Readonly<Record<string, WriteStatements>>;

/**
 * Writes a commit inside a transaction that holds the write lock. What is written never meets a condition of the same
 * commit: no record stands in it twice, and partitions go last.
 *
 * @throws StorageConflictError if a condition does not hold; what was written so far must be rolled back
 * @throws StorageError if an update moves a record to another place
 */
export function applyPlan(
  connection: SqliteConnection,
  statements: AllStatements,
  plan: CommitPlan,
): void {
  const { tenant, tables, partitions } = plan;
  for (const table of tables) applyTable(connection, statements, tenant, table);
  for (const partition of partitions) {
    for (const { deletePartition } of Object.values(statements)) {
      if (deletePartition !== null) connection.run(deletePartition, { tenant, partition });
    }
  }
}

function applyTable(
  connection: SqliteConnection,
  all: AllStatements,
  tenant: string,
  plan: TablePlan,
): void {
  const { kind } = plan.layout;
  const statements = all[kind] as WriteStatements;
  const versionOf = (id: string): number =>
    Number(connection.all(statements.version, { tenant, id })[0]?.version ?? 0);
  for (const { id, expectedVersion } of plan.checks) {
    if (versionOf(id) !== expectedVersion) throw new StorageConflictError(kind, id);
  }
  for (const { id, row } of plan.updates) {
    const expectedVersion = Number(row.version) - 1;
    if (connection.run(statements.update, { ...row, expectedVersion }) === 1) continue;
    throw versionOf(id) === expectedVersion
      ? movedError(kind, id)
      : new StorageConflictError(kind, id);
  }
  for (const condition of plan.deletes) {
    const changed = connection.run(statements.delete, { tenant, ...condition } as DeleteValues);
    if (changed !== 1) throw new StorageConflictError(kind, condition.id);
  }
  for (const { id, row } of plan.inserts) {
    if (connection.run(statements.insert, row) !== 1) throw new StorageConflictError(kind, id);
  }
}

type DeleteValues = Readonly<Record<keyof PlannedCondition | "tenant", string | number>>;
