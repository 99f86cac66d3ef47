import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { StorageWrite } from "@inhouse/contracts";
import { expect, it } from "vitest";
import { Disk } from "./disk.ts";
import type { FileStore } from "./file-store.ts";
import { Layout } from "./layout.ts";
import { openFileStore } from "./open-file-store.ts";
import type { Found } from "./testing/dump.ts";
import { dump } from "./testing/dump.ts";
import { DyingDisk } from "./testing/dying-disk.ts";
import { insert, log, message, run, tenant, thread, update } from "./testing/records.ts";
import { temporaryFolder } from "./testing/temporary-folder.ts";

const options = { cacheBytes: 30_000, journalBytes: Number.POSITIVE_INFINITY };
const threads = ["a", "b"];

type Step = "checkpoint" | readonly StorageWrite[];

const firstRun = run("a", 1, { dueAt: 500 });
const long = { text: "long ".repeat(2000) };

/** A history in which segments are filled, changed, emptied, removed and made again between checkpoints. */
const history: readonly Step[] = [
  [insert(thread("a")), insert(message("a", 0)), insert(firstRun), insert(log(firstRun, 1))],
  "checkpoint",
  [
    update(thread("a")),
    ...[2, 3, 4].map((sequence) => insert(message("a", sequence, { value: long }))),
  ],
  [update(firstRun, { dueAt: null, keys: { status: "completed" } }), insert(log(firstRun, 2))],
  [insert(thread("b")), insert(message("b", 0)), insert(run("b", 1))],
  "checkpoint",
  [update(message("a", 0), { value: { text: "new" } }), insert(message("a", 5))],
  [{ type: "delete", kind: "message", id: "msg_a_5", expectedVersion: 1 }],
  "checkpoint",
  [update(message("a", 2), { value: { text: "changed before it goes" } })],
  [{ type: "delete_partition", partition: "a" }, update(thread("b"))],
  [insert(thread("a")), insert(message("a", 7))],
  "checkpoint",
  [insert(message("b", 2)), { type: "delete", kind: "run", id: "run_b_1", expectedVersion: 1 }],
];

/** How far a process came. */
interface Life {
  /** How many commits were reported as done. */
  readonly done: number;
  /** Whether it died in a further one. */
  readonly inCommit: boolean;
}

/** Does the history, until the process dies. */
async function live(
  store: FileStore,
  afterCommit: () => Promise<void> = async () => {},
): Promise<Life> {
  let done = 0;
  for (const step of history) {
    try {
      if (step === "checkpoint") await store.checkpoint();
      else await store.commit(tenant, step);
    } catch {
      return { done, inCommit: step !== "checkpoint" };
    }
    if (step === "checkpoint") continue;
    done++;
    await afterCommit();
  }
  return { done, inCommit: false };
}

/** @returns what is found after each number of commits, in a process that lives */
async function undisturbed(folder: string): Promise<Found[]> {
  const layout = new Layout(folder);
  const disk = new Disk(layout.temporary, "process-safe");
  const store = await openFileStore(disk, layout, options);
  const states = [await dump(store, threads)];
  await live(store, async () => {
    states.push(await dump(store, threads));
  });
  await store.close();
  return states;
}

async function dumpOf(folder: string): Promise<Found> {
  const layout = new Layout(folder);
  const disk = new Disk(layout.temporary, "process-safe");
  const store = await openFileStore(disk, layout, options);
  return dump(store, threads).finally(() => store.close());
}

/** @returns a store on a disk that dies, undefined if it died while opening */
async function openDying(
  folder: string,
  changes: number,
): Promise<[DyingDisk, FileStore | undefined]> {
  const layout = new Layout(folder);
  const disk = new DyingDisk(layout, changes);
  const store = await openFileStore(disk, layout, options).catch(() => undefined);
  return [disk, store];
}

it("keeps exactly what was committed, wherever the process dies, also while it recovers", async () => {
  const folder = temporaryFolder();
  const states = await undisturbed(join(folder, "undisturbed"));
  let points = 0;
  for (let dead = true; dead; points++) {
    const place = join(folder, String(points));
    const [disk, store] = await openDying(place, points);
    const life = store === undefined ? { done: 0, inCommit: false } : await live(store);
    await store?.close().catch(() => {});
    dead = disk.isDead;

    // A second death, in the recovery from the first.
    const copy = `${place}-again`;
    cpSync(place, copy, { recursive: true });
    const [, recovering] = await openDying(copy, points % 7);
    await recovering?.close().catch(() => {});

    const found = await dumpOf(place);
    const expected = states.slice(life.done, life.done + (life.inCommit ? 2 : 1));
    expect(expected, `after death at change ${points}`).toContainEqual(found);
    expect(await dumpOf(copy), `after two deaths, ${points}`).toEqual(found);
    rmSync(new Layout(place).index);
    expect(await dumpOf(place), `without the index, ${points}`).toEqual(found);
    for (const each of [place, copy]) rmSync(each, { recursive: true });
  }
  expect(points).toBeGreaterThan(50);
});
