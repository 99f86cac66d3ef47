import type { CallRequest, HistoryEntry } from "./history-entry.ts";

/** A call with its outcome. */
export interface Call<Kind extends CallRequest["kind"]> {
  /** What was called. */
  readonly request: Extract<CallRequest, { readonly kind: Kind }>;
  /** How it came back; `unknown` if it did not. */
  readonly outcome: "ok" | "fail" | "unknown";
  /** The id of what it made; `""` unless it was accepted. */
  readonly id: string;
}

/** @returns the calls of one kind, in the order in which they began */
export function callsOf<Kind extends CallRequest["kind"]>(
  history: readonly HistoryEntry[],
  kind: Kind,
): readonly Call<Kind>[] {
  const calls = new Map<string, Call<Kind>>();
  for (const entry of history) {
    if (entry.type !== "call") continue;
    if (entry.phase === "invoke") {
      if (entry.request.kind !== kind) continue;
      const request = entry.request as Call<Kind>["request"];
      calls.set(entry.call, { request, outcome: "unknown", id: "" });
    } else {
      const call = calls.get(entry.call);
      if (call !== undefined) {
        calls.set(entry.call, { ...call, outcome: entry.phase, id: entry.id });
      }
    }
  }
  return [...calls.values()];
}

/** @returns the threads that somebody deleted or may have deleted */
export function deletedThreads(history: readonly HistoryEntry[]): ReadonlySet<string> {
  const deleted = callsOf(history, "delete_thread").filter((call) => call.outcome !== "fail");
  return new Set(deleted.map((call) => call.request.threadId));
}
