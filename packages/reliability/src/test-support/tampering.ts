import type { RunEvent, ToolCall } from "@inhouse/contracts";
import type {
  CallEnded,
  CommitEntry,
  EffectEntry,
  HistoryEntry,
} from "../invariants/history-entry.ts";
import type { StoredRun, StoredThread, StoredWorld } from "../invariants/stored-world.ts";
import type { PastWorld } from "./sound-world.ts";

/** Makes something that never was out of what was. */
export type Tampering = (past: PastWorld) => PastWorld;

/** Writes the history anew, entry for entry. */
export function entries(change: (entry: HistoryEntry) => readonly HistoryEntry[]): Tampering {
  return ({ history, world }) => ({ history: history.flatMap(change), world });
}

/** Changes what commits say that were written. */
export function commits(change: (entry: CommitEntry) => readonly HistoryEntry[]): Tampering {
  return entries((entry) =>
    entry.type === "commit" && entry.phase === "ok" ? change(entry) : [entry],
  );
}

/** Changes what the beginnings of effects say, of tools of one policy. */
export function effects(
  policy: EffectEntry["policy"],
  change: (entry: EffectEntry) => readonly HistoryEntry[],
): Tampering {
  return entries((entry) =>
    entry.type === "effect" && entry.phase === "begin" && entry.policy === policy
      ? change(entry)
      : [entry],
  );
}

/** Lets every effect of one policy happen once more at the very end. */
export function effectsAgain(policy: EffectEntry["policy"], process: string): Tampering {
  return ({ history, world }) => {
    const again = history.flatMap((entry) =>
      entry.type === "effect" && entry.phase === "begin" && entry.policy === policy
        ? [{ ...entry, process, execution: `${entry.execution}-again` }]
        : [],
    );
    return { history: [...history, ...again], world };
  };
}

/** Changes how the calls of one kind came back. */
export function endsOf(kind: string, change: Partial<CallEnded>): Tampering {
  const calls = new Set<string>();
  return entries((entry) => {
    if (entry.type !== "call") return [entry];
    if (entry.phase === "invoke") {
      if (entry.request.kind === kind) calls.add(entry.call);
      return [entry];
    }
    return [calls.has(entry.call) ? { ...entry, ...change } : entry];
  });
}

/** Changes what is there in the end. */
export function stored(change: (world: StoredWorld) => Partial<StoredWorld>): Tampering {
  return ({ history, world }) => ({ history, world: { ...world, ...change(world) } });
}

/** Changes every thread. */
export function threads(change: (thread: StoredThread) => Partial<StoredThread>): Tampering {
  return stored((world) => ({
    threads: world.threads.map((thread) => ({ ...thread, ...change(thread) })),
  }));
}

/** Changes every run. */
export function runs(change: (run: StoredRun) => Partial<StoredRun>): Tampering {
  return threads((thread) => ({ runs: thread.runs.map((run) => ({ ...run, ...change(run) })) }));
}

/** Changes every log. */
export function logs(change: (events: readonly RunEvent[]) => readonly RunEvent[]): Tampering {
  return runs(({ events }) => ({ events: change(events) }));
}

/** Changes every tool call of every step. */
export function toolCalls(change: (call: ToolCall) => Partial<ToolCall>): Tampering {
  return runs(({ steps }) => ({
    steps: steps.map((step) => {
      if (step.stepDetails.type !== "tool_calls") return step;
      const calls = step.stepDetails.toolCalls.map((call) => ({ ...call, ...change(call) }));
      return { ...step, stepDetails: { ...step.stepDetails, toolCalls: calls } };
    }),
  }));
}
