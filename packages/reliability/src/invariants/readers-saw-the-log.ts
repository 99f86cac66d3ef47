import { fingerprint } from "./fingerprint.ts";
import type { HistoryEntry, SeenEntry } from "./history-entry.ts";
import type { Invariant } from "./problem.ts";

/** What a reader was shown while it happened, also in a process that died, is what the log says for good. */
export const readersSawTheLog: Invariant = (history, { threads }) => {
  const problems: string[] = [];
  const seen = Map.groupBy(history.filter(isSeen), (entry) => entry.runId);
  for (const { run, events } of threads.flatMap((thread) => thread.runs)) {
    const prints = new Map(events.map((event) => [event.sequence, fingerprint(event)]));
    const wrong = seen.get(run.id)?.find((one) => prints.get(one.sequence) !== one.event);
    if (wrong === undefined) continue;
    const now = events[wrong.sequence - 1]?.type ?? "nothing";
    problems.push(
      `a reader in ${wrong.process} saw another event ${wrong.sequence} of ${run.id}; now it is ${now}`,
    );
  }
  return problems;
};

function isSeen(entry: HistoryEntry): entry is SeenEntry {
  return entry.type === "seen";
}
