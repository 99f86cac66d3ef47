import { StorageError } from "../errors/storage-error.ts";
import type { RecordKind } from "./record-kinds.ts";
import { recordKinds } from "./record-kinds.ts";
import type { StorageRecord, StorageWrite } from "./storage.ts";

/**
 * Refuses a batch that no storage may write. Every adapter calls this first, so that a batch which one refuses is refused
 * by all.
 *
 * @param tenant - the tenant of the commit
 * @param writes - the batch
 * @throws StorageError if the batch is empty, holds a record twice, a record of another tenant, a record that does not
 *   fit its kind, or a record of a partition that it deletes
 */
export function assertStorageBatch(tenant: string, writes: readonly StorageWrite[]): void {
  if (writes.length === 0) refuse("it is empty");
  const deleted = deletedPartitions(writes);
  const names = new Set<string>();
  for (const write of writes) {
    if (write.type === "delete_partition") continue;
    const { kind, id } = "record" in write ? write.record : write;
    const name = `${kind}/${id}`;
    if (names.has(name)) refuse(`it holds the ${kind} '${id}' twice`);
    names.add(name);
    if (write.type === "delete" && kind === "thread" && deleted.has(id)) refuseDeleted(kind, id);
    if (!("record" in write)) continue;
    const problem = recordProblem(tenant, write.type, write.record);
    if (problem !== undefined) refuse(`the ${kind} '${id}' ${problem}`);
    if (deleted.has(write.record.partition)) refuseDeleted(kind, id);
  }
}

function deletedPartitions(writes: readonly StorageWrite[]): ReadonlySet<string> {
  const deleted = new Set<string>();
  for (const write of writes) {
    if (write.type !== "delete_partition") continue;
    if (write.partition === "") refuse("it deletes the partition '', which is none");
    if (deleted.has(write.partition)) refuse(`it deletes partition '${write.partition}' twice`);
    deleted.add(write.partition);
  }
  return deleted;
}

function refuse(problem: string): never {
  throw new StorageError(`The storage refuses this batch: ${problem}. Nothing was written.`, "no");
}

function refuseDeleted(kind: RecordKind, id: string): never {
  refuse(`it writes the ${kind} '${id}' and deletes its partition`);
}

function recordProblem(
  tenant: string,
  type: "insert" | "update",
  record: StorageRecord,
): string | undefined {
  if (record.tenant !== tenant) return `says tenant '${record.tenant}' in a commit of '${tenant}'`;
  if (type === "insert" && record.version !== 1) return "is inserted with a version other than 1";
  if (type === "update" && !isInteger(record.version, 2)) return "has no version of an update";
  if (!isInteger(record.sequence, 0)) return "has a sequence that is no safe integer >= 0";
  if (record.dueAt !== null && !Number.isSafeInteger(record.dueAt)) {
    return "has a due time that is no safe integer";
  }
  return placeProblem(record.kind, record) ?? keysProblem(record.kind, record.keys);
}

function isInteger(value: number, minimum: number): boolean {
  return Number.isSafeInteger(value) && value >= minimum;
}

function placeProblem(kind: RecordKind, record: StorageRecord): string | undefined {
  const { parent, partition } = recordKinds[kind];
  if ((parent === null) !== (record.parent === "")) return `has the parent '${record.parent}'`;
  if ((partition === "catalog") !== (record.partition === "")) {
    return `has the partition '${record.partition}'`;
  }
  const owner = kind === "thread" ? record.id : parent === "thread" ? record.parent : undefined;
  if (owner !== undefined && owner !== record.partition) {
    return `has the partition '${record.partition}' instead of '${owner}'`;
  }
  return undefined;
}

function keysProblem(kind: RecordKind, keys: StorageRecord["keys"]): string | undefined {
  const declared = recordKinds[kind].keys;
  const given = Object.keys(keys);
  if (given.length === declared.length && declared.every((name) => Object.hasOwn(keys, name))) {
    return undefined;
  }
  return `has the keys [${given.join(", ")}] instead of [${declared.join(", ")}]`;
}
