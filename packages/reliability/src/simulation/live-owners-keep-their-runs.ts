import type { HistoryEntry, RunWrite } from "../invariants/history-entry.ts";

interface Held extends RunWrite {
  readonly process: string;
}

/**
 * Nobody takes a run from an owner that holds it. It holds where nothing goes wrong: no process dies or pauses, all clocks are
 * right, and no call is slow.
 *
 * @param history - what was written down while it happened
 * @returns what does not hold, each as a sentence
 */
export function liveOwnersKeepTheirRuns(history: readonly HistoryEntry[]): readonly string[] {
  const problems: string[] = [];
  const last = new Map<string, Held>();
  for (const entry of history) {
    if (entry.type !== "commit" || entry.phase !== "ok") continue;
    const { process } = entry;
    for (const run of entry.runs) {
      const before = last.get(run.id);
      // Whoever only asks to cancel it leaves it to its owner.
      const isTaken = run.isHeld && run.status === "in_progress";
      if (before?.isHeld && isTaken && before.process !== process) {
        problems.push(`${process} took ${run.id} from ${before.process}, which lived`);
      }
      last.set(run.id, { ...run, process });
    }
  }
  return problems;
}
