import type { StatementSync } from "node:sqlite";
import { DatabaseSync } from "node:sqlite";
import type { StorageRecord, StorageWrite } from "@inhouse/contracts";
import { recordKinds } from "@inhouse/contracts";
import type { RecordedCommit } from "./recorded-commits.ts";

type Row = readonly (string | number | null)[];

/**
 * Writes commits into the tables of the adapter without it: one transaction for each, one after the other, with the statements
 * prepared beforehand, and nothing checked but versions. The least that anybody pays who wants these commits.
 *
 * @param path - a database in which the adapter has made its tables
 * @param commits - what is to be written
 */
export function writeRaw(path: string, commits: readonly RecordedCommit[]): void {
  const database = new DatabaseSync(path);
  database.exec("pragma journal_mode = wal; pragma synchronous = normal");
  const statements = new Map<string, StatementSync>();
  const prepare = (sql: string): StatementSync => {
    const statement = statements.get(sql) ?? database.prepare(sql);
    statements.set(sql, statement);
    return statement;
  };
  for (const commit of commits) {
    prepare("begin immediate").run();
    for (const write of commit) writeOne(prepare, write);
    prepare("commit").run();
  }
  database.close();
}

function writeOne(prepare: (sql: string) => StatementSync, write: StorageWrite): void {
  if (!("record" in write)) throw new Error(`Turns do not ${write.type}.`);
  const { record } = write;
  const table = `inhouse_${record.kind}s`;
  const time = new Date().toISOString();
  const keys = keyColumns(record);
  if (write.type === "update") {
    const set = ["version", ...keys.map(([column]) => column), "due_at", "value", "updated_at"];
    const { changes } = prepare(
      `update ${table} set ${set.map((column) => `${column} = ?`).join(", ")} where tenant = ? and id = ? and version = ?`,
    ).run(
      record.version,
      ...keys.map(([, value]) => value),
      record.dueAt,
      JSON.stringify(record.value),
      time,
      record.tenant,
      record.id,
      record.version - 1,
    );
    if (changes !== 1) throw new Error(`The ${record.kind} '${record.id}' was not updated.`);
    return;
  }
  const columns = [...insertColumns(record, time)];
  const names = columns.map(([column]) => column);
  const values: Row = columns.map(([, value]) => value);
  prepare(
    `insert into ${table} (${names.join(", ")}) values (${names.map(() => "?").join(", ")})`,
  ).run(...values);
}

function keyColumns({ keys }: StorageRecord): readonly (readonly [string, string])[] {
  return Object.entries(keys).map(([name, value]) => [
    name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
    value,
  ]);
}

function insertColumns(
  record: StorageRecord,
  time: string,
): readonly (readonly [string, string | number | null])[] {
  const isOfThread = recordKinds[record.kind].partition === "thread" && record.kind !== "thread";
  return [
    ["tenant", record.tenant],
    ["id", record.id],
    ...(isOfThread ? [["thread_id", record.partition] as const] : []),
    ...(record.kind === "run_log" ? [["run_id", record.parent] as const] : []),
    ...keyColumns(record),
    ["version", record.version],
    ["sequence", record.sequence],
    ["due_at", record.dueAt],
    ["created_at", time],
    ["updated_at", time],
    ["value", JSON.stringify(record.value)],
  ];
}
