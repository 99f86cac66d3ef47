import type { RunStatus } from "@inhouse/contracts";
import { RunTransitionError } from "@inhouse/contracts";
import { describe, expect, it } from "vitest";
import type { RunTransition } from "./run-status.ts";
import { isTerminal, nextRunStatus, runTransitions } from "./run-status.ts";

// The machine a second time, written from the promises and not from the code: status, transition, status.
const allowed = new Set([
  "queued claimed in_progress",
  "queued cancel_requested cancelling",
  "queued failed failed",
  "queued expired expired",
  "in_progress claimed in_progress",
  "in_progress released queued",
  "in_progress action_required requires_action",
  "in_progress cancel_requested cancelling",
  "in_progress completed completed",
  "in_progress incomplete incomplete",
  "in_progress failed failed",
  "in_progress expired expired",
  "requires_action outputs_submitted queued",
  "requires_action cancel_requested cancelling",
  "requires_action expired expired",
  "cancelling cancelled cancelled",
  "cancelling completed completed",
  "cancelling incomplete incomplete",
  "cancelling failed failed",
]);

const statuses: RunStatus[] = [
  "queued",
  "in_progress",
  "requires_action",
  "cancelling",
  "completed",
  "failed",
  "cancelled",
  "expired",
  "incomplete",
];

const transitions: RunTransition[] = [
  "claimed",
  "released",
  "action_required",
  "outputs_submitted",
  "cancel_requested",
  "cancelled",
  "completed",
  "incomplete",
  "failed",
  "expired",
];

describe("the run machine", () => {
  for (const status of statuses) {
    for (const transition of transitions) {
      const row = [...allowed].find((line) => line.startsWith(`${status} ${transition} `));
      if (row !== undefined) {
        it(`goes from ${status} by ${transition} to ${row.split(" ")[2]}`, () => {
          expect(nextRunStatus(status, transition)).toBe(row.split(" ")[2]);
        });
      } else {
        it(`refuses ${transition} to a run that is ${status}, naming both`, () => {
          const attempt = (): RunStatus => nextRunStatus(status, transition);
          expect(attempt).toThrow(RunTransitionError);
          expect(attempt).toThrow(status);
          expect(attempt).toThrow(transition);
        });
      }
    }
  }

  it("has a row for every status and no other", () => {
    expect(Object.keys(runTransitions).sort()).toEqual([...statuses].sort());
  });

  it("lets every status that is not terminal reach a terminal one", () => {
    for (const status of statuses) {
      const seen = new Set<RunStatus>([status]);
      for (const reached of seen) {
        for (const next of Object.values(runTransitions[reached])) seen.add(next);
      }
      expect([...seen].some(isTerminal)).toBe(true);
    }
  });

  it("calls exactly the five ends terminal", () => {
    expect(statuses.filter(isTerminal)).toEqual([
      "completed",
      "failed",
      "cancelled",
      "expired",
      "incomplete",
    ]);
  });
});
