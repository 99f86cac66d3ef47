import { mkdir } from "node:fs/promises";
import { writeCheckpoint } from "./checkpoint.ts";
import type { Disk } from "./disk.ts";
import type { FileStoreParts } from "./file-store.ts";
import { FileStore } from "./file-store.ts";
import { unpackPrints } from "./fingerprints.ts";
import type { FolderLock } from "./folder-lock.ts";
import { lockFolder } from "./folder-lock.ts";
import { IndexFile } from "./index-file.ts";
import type { IndexedSegment } from "./index-line.ts";
import type { JournalEntry } from "./journal-entry.ts";
import type { Layout } from "./layout.ts";
import { readJournals } from "./read-journals.ts";
import { rebuildIndex } from "./rebuild-index.ts";
import { SegmentCache } from "./segment-cache.ts";
import type { SegmentContent } from "./segment-content.ts";
import { StoreState } from "./store-state.ts";

/** How a folder is used. */
export interface FileStoreOptions {
  /** How much of the unchanged segments stays in memory. */
  readonly cacheBytes: number;
  /** How long a journal may become before a checkpoint. */
  readonly journalBytes: number;
}

/** @throws StorageLockedError, StorageCorruptError, or whatever the file system says */
export async function openFileStore(
  disk: Disk,
  layout: Layout,
  options: FileStoreOptions,
): Promise<FileStore> {
  await disk.makeFolder(layout.folder);
  const lock = await lockFolder(layout);
  try {
    return new FileStore(await recover(disk, layout, lock, options));
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function recover(
  disk: Disk,
  layout: Layout,
  lock: FolderLock,
  { cacheBytes, journalBytes }: FileStoreOptions,
): Promise<FileStoreParts> {
  await disk.removeFolder(layout.temporary);
  await mkdir(layout.temporary);
  const state = new StoreState(new SegmentCache(disk, layout, cacheBytes));
  const indexFile = new IndexFile(disk, layout.index);
  const target = { disk, layout, indexFile };
  for (const segment of await readIndex(target)) addSegment(state, segment);
  const journals = await readJournals(disk, layout);
  for (const entry of journals.entries) await replay(state, entry);
  state.dropEmptied();
  await writeCheckpoint(target, state, state.takeRemovals());
  for (const number of journals.numbers) await disk.remove(layout.journal(number));
  const nextJournal = (journals.numbers.at(-1) ?? 0) + 1;
  return { ...target, lock, state, nextJournal, journalBytes };
}

async function readIndex({
  disk,
  layout,
  indexFile,
}: Pick<FileStoreParts, "disk" | "layout" | "indexFile">): Promise<readonly IndexedSegment[]> {
  const known = await indexFile.read();
  if (known !== undefined) return known;
  const segments = await rebuildIndex(disk, layout);
  await indexFile.rewrite(segments);
  return segments;
}

function addSegment(state: StoreState, { segment: key, dueAt, prints }: IndexedSegment): void {
  const [tenant, kind, partition, start] = key;
  const segment = state.collections.at({ tenant, kind, partition }).add(start);
  for (const print of unpackPrints(prints)) state.index.add(print, segment);
  if (dueAt !== null) state.setDue(segment, dueAt);
}

async function replay(state: StoreState, { tenant, writes }: JournalEntry): Promise<void> {
  for (const write of writes) {
    const segment = state.touched(tenant, write);
    const content = segment && (state.cache.held(segment) ?? (await state.cache.load(segment)));
    state.apply(tenant, write, () => content as SegmentContent);
  }
}
