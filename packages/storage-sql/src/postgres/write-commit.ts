import { StorageConflictError } from "@inhouse/contracts";
import type { CommitPlan, TablePlan } from "../commit/commit-plan.ts";
import { movedError } from "../commit/moved-error.ts";
import type { ReadStatements } from "../queries/read-statements.ts";
import type { CommitStatements } from "./commit-statements.ts";
import { commitValues } from "./commit-statements.ts";
import type { PartitionStatements } from "./partition-statements.ts";
import { failureOf } from "./postgres-errors.ts";
import { runOrUnknown } from "./run-or-unknown.ts";
import type { RunStatement, SqlConnections } from "./sql-connections.ts";

/** The statements of one database. */
export interface WriteStatements {
  readonly commits: CommitStatements;
  readonly partitions: PartitionStatements;
  readonly reads: ReadStatements;
}

/**
 * Writes a commit: with one statement that is a transaction by itself, unless it deletes a partition or insists that
 * there is no record of some id.
 *
 * @throws StorageConflictError if a condition does not hold; nothing was written
 * @throws StorageError with `committed` `unknown` if the connection was lost while the commit was on its way
 */
export async function writeCommit(
  connections: SqlConnections,
  statements: WriteStatements,
  plan: CommitPlan,
): Promise<void> {
  try {
    if (plan.partitions.length === 0 && !plan.tables.some(hasAbsent)) {
      await runCommit(runOrUnknown(connections.run), statements, plan);
    } else {
      await connections.transaction((run) => runLongCommit(run, statements, plan));
    }
  } catch (error) {
    if (failureOf(error) !== "duplicate") throw error;
    throw (await duplicateOf(connections, statements, plan)) ?? error;
  }
}

async function runCommit(
  run: RunStatement,
  { commits }: WriteStatements,
  plan: CommitPlan,
): Promise<void> {
  const [failed] = await run(commits.commit(plan), commitValues(plan));
  if (failed === undefined) return;
  const { kind, id, moved } = failed;
  if (moved === true) throw movedError(String(kind), String(id));
  throw new StorageConflictError(String(kind), String(id));
}

async function runLongCommit(
  run: RunStatement,
  statements: WriteStatements,
  plan: CommitPlan,
): Promise<void> {
  const { tenant, time, partitions } = plan;
  for (const { layout, checks } of plan.tables.filter(hasAbsent)) {
    const ids = checks.filter(isAbsent).map(({ id }) => id);
    // Where there is no record there is nothing to lock. A record put there keeps others out until the end.
    const free = await run(statements.partitions.reserve(layout), { tenant, ids, time });
    const taken = ids.find((id) => !free.some((row) => row.id === id));
    if (taken !== undefined) throw new StorageConflictError(layout.kind, taken);
    await run(statements.partitions.release(layout), { tenant, ids });
  }
  if (plan.tables.length > 0) await runCommit(run, statements, plan);
  if (partitions.length === 0) return;
  // A commit that this one had to wait for may have added records that the statement could not see yet.
  for (let count = 1; count > 0; ) {
    const [row] = await run(statements.partitions.deletePartitions, { tenant, partitions });
    count = Number(row?.count);
  }
}

function hasAbsent({ checks }: TablePlan): boolean {
  return checks.some(isAbsent);
}

function isAbsent({ expectedVersion }: TablePlan["checks"][number]): boolean {
  return expectedVersion === 0;
}

/** Looks which insert met a record that is there. If it is gone by now, the first that may have been it is named. */
async function duplicateOf(
  { run }: SqlConnections,
  { reads }: WriteStatements,
  plan: CommitPlan,
): Promise<StorageConflictError | undefined> {
  const inserts = plan.tables.flatMap(({ layout, inserts }) =>
    inserts.map(({ id }) => ({ layout, id })),
  );
  for (const { layout, id } of inserts) {
    const [row] = await run(reads.get(layout), { tenant: plan.tenant, id });
    if (row !== undefined) return new StorageConflictError(layout.kind, id);
  }
  const [first] = inserts;
  return first && new StorageConflictError(first.layout.kind, first.id);
}
