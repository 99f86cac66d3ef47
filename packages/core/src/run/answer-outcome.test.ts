import type { RunStatus, ToolCall, ToolCallStatus } from "@inhouse/contracts";
import { describe, expect, it } from "vitest";
import type { AnswerOutcome } from "./answer-outcome.ts";
import { goesOn, heedStop, isSuperseded, nextOf } from "./answer-outcome.ts";
import type { StopReason } from "./live-run.ts";
import { heedCancel } from "./run-machine.ts";

function call(status: ToolCallStatus): ToolCall {
  const nothing = { output: null, outputs: [], endedAt: null };
  const startedAt = status === "started" ? 1 : null;
  return {
    id: "call_1",
    type: "function",
    name: "f",
    arguments: "{}",
    status,
    startedAt,
    ...nothing,
  };
}

const error = { code: "server_error", message: "No." } as const;
const final: AnswerOutcome = { kind: "final" };
const started: AnswerOutcome = { kind: "calls", calls: [call("started")], action: null };
const settled: AnswerOutcome = { kind: "calls", calls: [call("failed")], action: null };
const retry: AnswerOutcome = { kind: "retry", error };
const failed: AnswerOutcome = { kind: "failed", error };
const incomplete: AnswerOutcome = { kind: "incomplete", reason: "content_filter" };
const expired: AnswerOutcome = { kind: "stopped", transition: "expired" };
const cancelled: AnswerOutcome = { kind: "stopped", transition: "cancelled" };
const released: AnswerOutcome = { kind: "stopped", transition: "released" };
const parked: AnswerOutcome = { kind: "parked", calls: [call("pending")] };

describe("an answer that is stored", () => {
  it.each<readonly [string, AnswerOutcome, StopReason | null, RunStatus, AnswerOutcome]>([
    ["ends the run, stopped or not", final, "cancelled", "cancelling", final],
    ["ends the run, stopped or not", failed, "expired", "in_progress", failed],
    ["ends the run, stopped or not", incomplete, "released", "in_progress", incomplete],
    ["goes on where nobody stopped it", started, null, "in_progress", started],
    ["goes on where nobody stopped it", retry, null, "in_progress", retry],
    ["starts nothing that was cancelled", started, "cancelled", "cancelling", cancelled],
    ["starts nothing that was cancelled a moment ago", started, null, "cancelling", cancelled],
    ["starts nothing that expired", started, "expired", "in_progress", expired],
    ["tries nothing again that was stopped", retry, "expired", "in_progress", expired],
    ["tries nothing again that was stopped", retry, "released", "in_progress", released],
    ["is cancelled rather than expired", expired, "expired", "cancelling", cancelled],
    ["is cancelled rather than handed back", released, "released", "cancelling", cancelled],
    ["hands calls back that were not started", started, "released", "in_progress", parked],
    ["keeps calls that all have an outcome", settled, "released", "in_progress", settled],
  ])("%s", (_, wanted, stop, status, expected) => {
    expect(heedStop(wanted, stop, status)).toEqual(expected);
  });

  it("is void exactly where another one takes its place", () => {
    expect(
      [final, started, parked, failed, incomplete, expired, cancelled].some(isSuperseded),
    ).toBe(false);
    expect([retry, released].every(isSuperseded)).toBe(true);
  });

  it("leaves its step open exactly while calls have no outcome", () => {
    const waiting: AnswerOutcome = {
      ...settled,
      calls: [call("awaiting_approval"), call("failed")],
    };
    expect([started, parked, waiting].map(goesOn)).toEqual([true, true, true]);
    expect([final, settled, retry, cancelled].some(goesOn)).toBe(false);
    expect([started, settled, parked, final].map(nextOf)).toEqual([
      "calls",
      "answered",
      "ended",
      "ended",
    ]);
  });
});

it("cancels a run that is being cancelled, however it was to end", () => {
  for (const change of [
    { transition: "expired" },
    { transition: "failed", error },
    { transition: "incomplete", reason: "max_steps" },
  ] as const) {
    expect(heedCancel(change, "cancelling")).toEqual({ transition: "cancelled" });
    expect(heedCancel(change, "in_progress")).toEqual(change);
  }
});
