import type { CommitEntry, HistoryEntry, RunWrite } from "./history-entry.ts";
import type { Invariant } from "./problem.ts";

interface OwnedWrite extends RunWrite {
  readonly process: string;
  /** What else is in the commit. */
  readonly shape: string;
}

/**
 * Each version of a run was written once, and a process that lost a run to another stores nothing of it any more: between two
 * takings-up by others, all commits of whoever holds the run are of the process that took it up.
 */
export const fencedOwnersStoreNothing: Invariant = (history) => {
  const problems: string[] = [];
  const commits = history.filter(
    (entry): entry is CommitEntry => entry.type === "commit" && entry.phase === "ok",
  );
  const writes = commits.flatMap(({ process, shape, runs }) =>
    runs.map((run) => ({ ...run, process, shape })),
  );
  for (const [id, versions] of Map.groupBy(writes, (write) => write.id)) {
    problems.push(...runProblems(id, versions));
  }
  return problems;
};

function runProblems(id: string, writes: readonly OwnedWrite[]): readonly string[] {
  const problems: string[] = [];
  const sorted = writes.toSorted((a, b) => a.version - b.version);
  let owner: OwnedWrite | null = null;
  for (const [index, write] of sorted.entries()) {
    const before = sorted[index - 1];
    if (before?.version === write.version) {
      const who = `${before.process} and ${write.process}`;
      problems.push(`${who} both stored version ${write.version} of ${id}`);
    }
    if (!write.isHeld) {
      owner = null;
      continue;
    }
    // A commit whose outcome its process never learned is not in the history, so that versions may be missing.
    const isSame = owner !== null && owner.startedAt === write.startedAt;
    // Whoever takes a run up shuts its owner out before, by a commit that stores nothing else.
    const isTaken = write.shape === "~run:in_progress";
    const isAllowed = isTaken || write.status === "cancelling";
    if (isSame && owner?.process !== write.process && !isAllowed) {
      problems.push(
        `${write.process} stored version ${write.version} of ${owner?.process}'s ${id}`,
      );
    }
    if (owner === null || !isSame || isTaken) owner = write;
  }
  return problems;
}

/** @returns how often a process took up a run that another one held */
export function countTakeovers(history: readonly HistoryEntry[]): number {
  let takeovers = 0;
  const holders = new Map<string, { readonly process: string | null; readonly version: number }>();
  for (const entry of history) {
    if (entry.type !== "commit" || entry.phase !== "ok") continue;
    for (const { id, status, version, isHeld } of entry.runs) {
      const before = holders.get(id) ?? { process: null, version: 0 };
      // Written down late, by a process that was held up; or a request to cancel, which changes no owner.
      if (version < before.version || (isHeld && status === "cancelling")) continue;
      const process = isHeld ? entry.process : null;
      if (process !== null && before.process !== null && before.process !== process) takeovers++;
      holders.set(id, { process, version });
    }
  }
  return takeovers;
}
