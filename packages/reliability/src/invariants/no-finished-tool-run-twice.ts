import { callsOf } from "./calls.ts";
import type { CommitEntry, EffectEntry, HistoryEntry } from "./history-entry.ts";
import type { Invariant } from "./problem.ts";

/**
 * A call whose outcome is stored is never run again. Calls of tools that say `report` run once at most, those that say `ask`
 * once more for each time that a caller approved them, and those that say `retry` always under the same key, which no other
 * call has. What a model is told came out of one of the executions.
 */
export const noFinishedToolRunTwice: Invariant = (history, { threads }) => {
  const problems: string[] = [];
  const begun = effectsOf(history, "begin");
  const approvals = approvalsOf(history);
  const keys = new Map<string, string>();
  for (const [id, executions] of Map.groupBy(begun, ({ entry }) => entry.toolCallId)) {
    const { policy, idempotencyKey } = (executions[0] as Placed<EffectEntry>).entry;
    const allowed = 1 + (policy === "ask" ? (approvals.get(id) ?? 0) : 0);
    if (policy !== "retry" && executions.length > allowed) {
      const who = executions.map(({ entry }) => entry.process).join(", ");
      problems.push(
        `the call ${id} (${policy}) ran ${executions.length} times in ${who}, ${allowed} allowed`,
      );
    }
    if (executions.some(({ entry }) => entry.idempotencyKey !== idempotencyKey)) {
      problems.push(`the call ${id} ran under several keys`);
    }
    const other = keys.get(idempotencyKey);
    if (other !== undefined) problems.push(`the calls ${other} and ${id} ran under one key`);
    keys.set(idempotencyKey, id);
  }
  problems.push(...rerunsOf(history, begun));
  const known = new Map(effectsOf(history, "end").map(({ entry }) => [entry.execution, entry]));
  const ran = new Set(begun.map(({ entry }) => entry.toolCallId));
  for (const { steps } of threads.flatMap((thread) => thread.runs)) {
    for (const step of steps) {
      if (step.stepDetails.type !== "tool_calls") continue;
      for (const call of step.stepDetails.toolCalls) {
        if (call.status !== "completed" || !ran.has(call.id)) continue;
        if (known.get(call.output ?? "")?.toolCallId !== call.id) {
          problems.push(`the call ${call.id} is said to have given '${call.output}'`);
        }
      }
    }
  }
  return problems;
};

interface Placed<Entry> {
  readonly place: number;
  readonly entry: Entry;
}

function effectsOf(
  history: readonly HistoryEntry[],
  phase: EffectEntry["phase"],
): readonly Placed<EffectEntry>[] {
  return history.flatMap((entry, place) =>
    entry.type === "effect" && entry.phase === phase ? { place, entry } : [],
  );
}

function approvalsOf(history: readonly HistoryEntry[]): ReadonlyMap<string, number> {
  const approvals = new Map<string, number>();
  for (const { request, outcome } of callsOf(history, "submit_outputs")) {
    if (outcome === "fail") continue;
    for (const id of request.approved) approvals.set(id, (approvals.get(id) ?? 0) + 1);
  }
  return approvals;
}

/**
 * Executions that began although the storage had the outcome. A process that was held up between its last look at the storage
 * and the tool cannot know that it lost the run meanwhile: what it starts then, having stored before that it would, is what
 * the key is for, and allowed.
 */
function rerunsOf(
  history: readonly HistoryEntry[],
  begun: readonly Placed<EffectEntry>[],
): readonly string[] {
  const settled = new Map<string, Placed<CommitEntry>>();
  const started = new Map<string, number>();
  const begins = new Map(begun.map(({ place, entry }) => [place, entry]));
  const problems: string[] = [];
  for (const [place, entry] of history.entries()) {
    if (entry.type === "commit") {
      for (const { id, status } of entry.calls) {
        const key = `${entry.process} ${id}`;
        if (status === "started" && !started.has(key)) started.set(key, place);
        const isSettled = status === "completed" || status === "failed";
        if (entry.phase === "ok" && isSettled && !settled.has(id)) {
          settled.set(id, { place, entry });
        }
      }
    }
    const effect = begins.get(place);
    const outcome = effect && settled.get(effect.toolCallId);
    if (effect === undefined || outcome === undefined) continue;
    const claim = started.get(`${effect.process} ${effect.toolCallId}`);
    const wasHeldUp =
      effect.process !== outcome.entry.process && claim !== undefined && claim < outcome.place;
    if (!wasHeldUp) {
      const by = `${outcome.entry.process} had stored its outcome`;
      problems.push(`the call ${effect.toolCallId} ran in ${effect.process} after ${by}`);
    }
  }
  return problems;
}
