import type { ToolCall } from "@inhouse/contracts";
import { callAccount } from "./call-account.ts";

const leftRunning =
  "The code that made this call ended before the outcome was stored. Whether it took effect is unknown.";
const neverRun = "Not run: the code that made this call ended before it was started.";

/**
 * A call whose code has come to its end gets no outcome any more.
 *
 * @param calls - all calls of a step
 * @param now - the time, in epoch milliseconds
 * @returns the same, none of them waiting for code that is over; the same object if nothing changes
 */
export function settleOrphans(calls: readonly ToolCall[], now: number): readonly ToolCall[] {
  const over = new Set(calls.filter(isOver).map((call) => call.id));
  const isOrphan = (call: ToolCall): boolean =>
    call.parentId !== undefined && over.has(call.parentId) && !isOver(call);
  if (!calls.some(isOrphan)) return calls;
  return calls.map((call): ToolCall => {
    if (!isOrphan(call)) return call;
    if (call.status === "started") {
      return { ...call, status: "unknown", output: leftRunning, endedAt: now };
    }
    return { ...call, status: "failed", output: neverRun, endedAt: now };
  });
}

/** @returns whether a call has its outcome */
export function isOver({ status }: ToolCall): boolean {
  switch (status) {
    case "completed":
    case "failed":
    case "denied":
    case "unknown":
      return true;
    default:
      return false;
  }
}

/**
 * @param calls - all calls of a step
 * @param call - one that the model made, with its outcome
 * @returns the calls; where nobody knows how far the code came, the model is told what it had called
 */
export function withAccount(calls: readonly ToolCall[], call: ToolCall): readonly ToolCall[] {
  if (call.status !== "unknown") return calls;
  const children = calls.filter((one) => one.parentId === call.id);
  if (children.length === 0) return calls;
  const output = (call.output ?? "") + callAccount(children);
  return calls.map((one) => (one.id === call.id ? { ...call, output } : one));
}
