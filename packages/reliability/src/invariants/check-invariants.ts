import { eventsTellWhatIsStored } from "./events-tell-what-is-stored.ts";
import { fencedOwnersStoreNothing } from "./fenced-owners-store-nothing.ts";
import type { HistoryEntry } from "./history-entry.ts";
import { logsAreSound } from "./logs-are-sound.ts";
import { noFinishedToolRunTwice } from "./no-finished-tool-run-twice.ts";
import { noMessageLost } from "./no-message-lost.ts";
import { noSubmittedOutputLost } from "./no-submitted-output-lost.ts";
import { nothingLeftOfDeletedThreads } from "./nothing-left-of-deleted-threads.ts";
import { oneActiveRunPerThread } from "./one-active-run-per-thread.ts";
import { oneTerminalStatus } from "./one-terminal-status.ts";
import type { Invariant, Problem } from "./problem.ts";
import { promptsAreValid } from "./prompts-are-valid.ts";
import { readersSawTheLog } from "./readers-saw-the-log.ts";
import { resumedStreamsAgree } from "./resumed-streams-agree.ts";
import type { StoredWorld } from "./stored-world.ts";
import { threadsAreFree } from "./threads-are-free.ts";

/** Everything that must hold, by name. */
export const invariants: Readonly<Record<string, Invariant>> = {
  noMessageLost,
  oneTerminalStatus,
  noFinishedToolRunTwice,
  noSubmittedOutputLost,
  oneActiveRunPerThread,
  fencedOwnersStoreNothing,
  logsAreSound,
  eventsTellWhatIsStored,
  resumedStreamsAgree,
  readersSawTheLog,
  promptsAreValid,
  threadsAreFree,
  nothingLeftOfDeletedThreads,
};

/**
 * @param history - what was written down while it happened
 * @param world - what the storage holds in the end
 * @returns everything that does not hold; empty: all is well
 */
export function checkInvariants(
  history: readonly HistoryEntry[],
  world: StoredWorld,
): readonly Problem[] {
  return Object.entries(invariants).flatMap(([invariant, check]) =>
    check(history, world).map((text) => ({ invariant, text })),
  );
}
