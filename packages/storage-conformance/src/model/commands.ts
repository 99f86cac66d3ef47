import assert from "node:assert/strict";
import type { DueQuery, RecordKind, StorageWrite } from "@inhouse/contracts";
import type { AsyncCommand } from "fast-check";
import type { WritePlan } from "./batch-plan.ts";
import { plannedBatch } from "./batch-plan.ts";
import type { ModelState, ModelWorld } from "./model-world.ts";
import { tryCommit } from "./model-world.ts";
import type { PagePlan } from "./page-plan.ts";
import { plannedPage } from "./page-plan.ts";
import type { ReferenceStorage } from "./reference-storage.ts";

/** A step of a model run: it does one thing to the storage and to the reference, and compares. */
export type ModelCommand = AsyncCommand<ModelState, ModelWorld>;

/** A batch, before it is known what is stored. */
export interface BatchPlan {
  readonly tenant: string;
  readonly plans: readonly WritePlan[];
}

/** Commits through one connection. */
export function commit(connection: number, { tenant, plans }: BatchPlan): ModelCommand {
  return command("commit", async ({ reference }, world) => {
    const writes = plannedBatch(reference, tenant, plans);
    if (writes.length === 0) return;
    world.tell(connection, "commit", tenant, writes);
    const done = await tryCommit(world.at(connection), tenant, writes);
    assert.equal(done, reference.commit(tenant, writes), "whether the batch was committed");
  });
}

/** Commits two batches at the same time: what comes of it is what comes of one after the other, in some order. */
export function race(left: BatchPlan, right: BatchPlan): ModelCommand {
  return command("race", async (state, world) => {
    const batches = [left, right].map(({ tenant, plans }) => ({
      tenant,
      writes: plannedBatch(state.reference, tenant, plans),
    }));
    const [first, second] = batches;
    if (first === undefined || second === undefined) return;
    if (batches.some(({ writes }) => writes.length === 0)) return;
    world.tell("both", "race", first, second);
    const done = await Promise.all(
      batches.map(({ tenant, writes }, index) => tryCommit(world.at(index), tenant, writes)),
    );
    const [forwards, backwards] = [state.reference.copy(), state.reference.copy()];
    const outcomes = [
      { reference: forwards, done: [apply(forwards, first), apply(forwards, second)] },
      { reference: backwards, done: [apply(backwards, second), apply(backwards, first)].reverse() },
    ].filter((outcome) => outcome.done.join() === done.join());
    state.reference = await onlyTrue(world, outcomes, done);
  });
}

/** Reads a record by its name. */
export function get(
  connection: number,
  tenant: string,
  kind: RecordKind,
  id: string,
): ModelCommand {
  return command("get", async ({ reference }, world) => {
    world.tell(connection, "get", tenant, kind, id);
    const found = await world.at(connection).get(tenant, kind, id);
    assert.deepEqual(found, reference.get(tenant, { kind, id }));
  });
}

/** Reads a page of a list. */
export function list(connection: number, plan: PagePlan): ModelCommand {
  return command("list", async ({ reference }, world) => {
    const query = plannedPage(reference, plan);
    world.tell(connection, "list", query);
    assert.deepEqual(await world.at(connection).list(query), reference.list(query));
  });
}

/** Reads what is due. Where times are equal the storage may choose. */
export function due(connection: number, query: DueQuery): ModelCommand {
  return command("due", async ({ reference }, world) => {
    world.tell(connection, "due", query);
    const found = await world.at(connection).due(query);
    const all = reference.due(query);
    const times = all.slice(0, query.limit).map(({ dueAt }) => dueAt);
    assert.deepEqual(
      found.map(({ dueAt }) => dueAt),
      times,
    );
    for (const record of found) assert.ok(all.some((each) => isSame(each, record)));
    assert.equal(new Set(found.map(nameOf)).size, found.length, "a record is listed twice");
  });
}

/** Measures what a tenant has. */
export function measure(connection: number, tenant: string): ModelCommand {
  return command("measure", async ({ reference }, world) => {
    world.tell(connection, "measure", tenant);
    const { records } = await world.at(connection).measure(tenant);
    assert.deepEqual(records, reference.measure(tenant));
  });
}

/** Stores a blob, or deletes it if there are no bytes to store. */
export function putBlob(
  connection: number,
  key: string,
  bytes: readonly number[] | null,
): ModelCommand {
  return command("blob", async ({ reference }, world) => {
    world.tell(connection, "blob", key, bytes);
    const { blobs } = world.at(connection);
    if (bytes === null) {
      await blobs.delete(key);
      reference.blobs.delete(key);
    } else {
      await blobs.put(key, Uint8Array.from(bytes));
      reference.blobs.set(key, bytes);
    }
  });
}

/** Reads a blob. */
export function getBlob(connection: number, key: string): ModelCommand {
  return command("read blob", async ({ reference }, world) => {
    world.tell(connection, "read blob", key);
    const bytes = await world.at(connection).blobs.get(key);
    assert.deepEqual(bytes && Array.from(bytes), reference.blobs.get(key));
  });
}

/** Closes every connection, and opens them again. */
export function reopen(): ModelCommand {
  const work = command("reopen", async (_, world) => {
    world.tell("both", "reopen");
    await world.reopen();
  });
  return { ...work, check: ({ canReopen }) => canReopen };
}

function command(
  name: string,
  run: (state: ModelState, world: ModelWorld) => Promise<void>,
): ModelCommand {
  return { check: () => true, run, toString: () => name };
}

/** A possible outcome of two commits at the same time. */
interface Outcome {
  readonly reference: ReferenceStorage;
  readonly done: readonly boolean[];
}

/** @returns the outcome that the storage shows, of those that explain which of the commits were done */
async function onlyTrue(
  world: ModelWorld,
  outcomes: readonly Outcome[],
  done: readonly boolean[],
): Promise<ReferenceStorage> {
  const [first, second] = outcomes.map(({ reference }) => reference);
  assert.ok(first !== undefined, `in no order would the two commits end in ${done}`);
  // Where there is nothing to tell apart, later commands look whether it is true.
  if (second === undefined || first.isSame(second)) return first;
  try {
    await world.assertSameAtFirst(first);
    return first;
  } catch {
    await world.assertSameAtFirst(second);
    return second;
  }
}

function apply(
  reference: ReferenceStorage,
  { tenant, writes }: { readonly tenant: string; readonly writes: readonly StorageWrite[] },
): boolean {
  return reference.commit(tenant, writes);
}

function nameOf({ tenant, id }: { readonly tenant: string; readonly id: string }): string {
  return `${tenant}/${id}`;
}

function isSame(left: unknown, right: unknown): boolean {
  try {
    assert.deepEqual(left, right);
    return true;
  } catch {
    return false;
  }
}
