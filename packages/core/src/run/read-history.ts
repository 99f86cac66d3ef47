import type { HistoryFile, HistoryItem } from "../context/history.ts";
import type { HistoryWindowOptions } from "../context/history-window.ts";
import { extendHistoryWindow, openHistoryWindow } from "../context/history-window.ts";
import type { Scope } from "../scope/scope.ts";
import type { ThreadEntry } from "./thread-entry.ts";
import { fileIdsOf, joinEntries } from "./thread-entry.ts";

/** The part of a thread that a prompt needs. */
export interface ThreadWindow {
  /** The records in order. */
  readonly entries: readonly ThreadEntry[];
  /** Whether they are all that the window holds. */
  readonly complete: boolean;
}

/** How many messages, and how many steps, are read first: what most prompts need. */
const firstPageSize = 16;

/** Each further page is twice as long as the one before, up to this: a long window takes few readings. */
const longestPageSize = 512;

/**
 * Reads a thread from its newest record back, as far as the next prompt needs it.
 *
 * @param scope - whose thread
 * @param threadId - the thread
 * @param options - what the prompt is built with
 * @param files - gets the names of the files that the records mention
 */
export async function readThreadWindow(
  scope: Scope,
  threadId: string,
  options: HistoryWindowOptions,
  files: Map<string, HistoryFile>,
): Promise<ThreadWindow> {
  let window = openHistoryWindow();
  let entries: ThreadEntry[] = [];
  let taken: HistoryItem[] = [];
  let before = Number.MAX_SAFE_INTEGER;
  for (let size = firstPageSize; ; size = Math.min(size * 2, longestPageSize)) {
    const page = await readPage(scope, threadId, before, size);
    entries = [...page.entries, ...entries];
    await readFileNames(scope, page.entries, files);
    const items = joinEntries(entries, files);
    // The oldest item of a page may be the end of a turn that began before it.
    const whole = page.isLast ? items : items.slice(1);
    const fresh = whole.slice(0, whole.length - taken.length);
    for (const item of fresh.toReversed()) {
      window = extendHistoryWindow(window, item, options);
      if (window.done) break;
    }
    if (window.done || page.isLast) {
      return { entries, complete: window.complete || page.isLast };
    }
    taken = whole;
    before = page.before;
    if (window.skipTo !== null) before = Math.min(before, window.skipTo + 1);
  }
}

interface EntryPage {
  readonly entries: readonly ThreadEntry[];
  /** Where the next page ends. */
  readonly before: number;
  readonly isLast: boolean;
}

async function readPage(
  scope: Scope,
  threadId: string,
  before: number,
  size: number,
): Promise<EntryPage> {
  const query = {
    parent: threadId,
    order: "desc",
    after: { sequence: before, id: "" },
    limit: size,
  } as const;
  const [messages, steps] = await Promise.all([
    scope.storage.list("message", query),
    scope.storage.list("step", query),
  ]);
  // Behind the end of a full page there may be records of its kind that belong between those of the other.
  const ends = [messages, steps]
    .filter((page) => page.length === size)
    .map((page) => page.at(-1)?.sequence ?? 0);
  const end = Math.max(0, ...ends);
  const entries: ThreadEntry[] = [
    ...messages.map(({ sequence, value }) => ({ sequence, message: value })),
    ...steps.map(({ sequence, value }) => ({ sequence, step: value })),
  ];
  return {
    entries: entries
      .filter((entry) => entry.sequence >= end)
      .sort((a, b) => a.sequence - b.sequence),
    before: end,
    isLast: ends.length === 0,
  };
}

/** Looks up the names of files that are not known yet. */
export async function readFileNames(
  scope: Scope,
  entries: readonly ThreadEntry[],
  files: Map<string, HistoryFile>,
): Promise<void> {
  const unknown = new Set(entries.flatMap(fileIdsOf).filter((id) => !files.has(id)));
  await Promise.all(
    [...unknown].map(async (id) => {
      const record = await scope.storage.find("file", id);
      if (record === undefined) return;
      const { filename, mediaType } = record.value;
      files.set(id, { fileId: id, filename, mediaType });
    }),
  );
}
