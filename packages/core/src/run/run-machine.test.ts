import type { Run, Usage } from "@inhouse/contracts";
import { RunTransitionError } from "@inhouse/contracts";
import fc from "fast-check";
import { expect, it } from "vitest";
import type { RunRecord } from "../storage/record-values.ts";
import type { EndingChange, RunChange } from "./run-machine.ts";
import { applyRunChange, decideClaim, heedCancel, runDueAt } from "./run-machine.ts";
import { isTerminal, nextRunStatus } from "./run-status.ts";

const usage: Usage = {
  promptTokens: 1,
  completionTokens: 2,
  totalTokens: 3,
  cachedPromptTokens: null,
  reasoningTokens: null,
  estimated: false,
};
const leaseMs = 15_000;
const terms = { leaseMs, leasesVoidBefore: 0 };

/** A run as it is created. What never changes of it does not matter here. */
function newRecord(expiresAt: number): RunRecord {
  const run = {
    id: "run_1",
    createdAt: 0,
    status: "queued",
    requiredAction: null,
    lastError: null,
    expiresAt,
    startedAt: null,
    cancelledAt: null,
    failedAt: null,
    completedAt: null,
    incompleteDetails: null,
    usage: null,
  } as unknown as Run;
  return {
    run,
    leaseExpiresAt: null,
    ownerMark: "",
    lastSequence: 2,
    cancelUntold: false,
    modelCalls: 0,
    spent: usage,
    openStepId: null,
    pendingMessages: [],
  };
}

interface Happening {
  readonly change: RunChange;
  readonly afterMs: number;
}

const changes: readonly RunChange[] = [
  { transition: "claimed", leaseExpiresAt: 0 },
  { transition: "released" },
  {
    transition: "action_required",
    requiredAction: { type: "submit_tool_outputs", toolCalls: [], approvals: [] },
  },
  { transition: "outputs_submitted" },
  { transition: "cancel_requested" },
  { transition: "cancelled" },
  { transition: "completed" },
  { transition: "incomplete", reason: "max_steps" },
  { transition: "failed", error: { code: "server_error", message: "No." } },
  { transition: "expired" },
];

const happenings = fc.array(
  fc.record<Happening>({
    change: fc.constantFrom(...changes),
    afterMs: fc.integer({ min: 0, max: 20_000 }),
  }),
  { size: "max", maxLength: 30 },
);

interface Moment {
  readonly record: RunRecord;
  readonly now: number;
}

/** Every state that a run comes through while these things happen; what cannot happen, does not. */
function historyOf(happened: readonly Happening[], expiresAt: number): readonly Moment[] {
  const moments: Moment[] = [{ record: newRecord(expiresAt), now: 0 }];
  for (const { change, afterMs } of happened) {
    const { record, now: before } = moments.at(-1) as Moment;
    const now = before + afterMs;
    const dated =
      change.transition === "claimed" ? { ...change, leaseExpiresAt: now + leaseMs } : change;
    try {
      moments.push({ record: applyRunChange(record, dated, now), now });
    } catch (error) {
      expect(error).toBeInstanceOf(RunTransitionError);
      expect(() => nextRunStatus(record.run.status, change.transition)).toThrow(RunTransitionError);
    }
  }
  return moments;
}

function forEveryMoment(check: (moment: Moment) => void): void {
  fc.assert(
    fc.property(happenings, fc.integer({ min: 1, max: 100_000 }), (happened, expiresAt) => {
      for (const moment of historyOf(happened, expiresAt)) check(moment);
    }),
    { numRuns: 300 },
  );
}

it("leaves nothing of a run's work open when it has ended", () => {
  forEveryMoment(({ record }) => {
    const { run, leaseExpiresAt, openStepId, pendingMessages } = record;
    if (!isTerminal(run.status)) return;
    expect([run.expiresAt, run.requiredAction, leaseExpiresAt, openStepId]).toEqual(
      Array(4).fill(null),
    );
    expect(run.usage).toEqual(usage);
    expect(pendingMessages).toEqual([]);
    expect(runDueAt(record)).toBeNull();
  });
});

it("says of a run what it waits for, when it ended and why, exactly when that is so", () => {
  forEveryMoment(({ record: { run, leaseExpiresAt } }) => {
    const { status } = run;
    expect(run.requiredAction !== null).toBe(status === "requires_action");
    expect(run.completedAt !== null).toBe(status === "completed");
    expect(run.cancelledAt !== null).toBe(status === "cancelled");
    expect(run.failedAt !== null).toBe(status === "failed");
    expect(run.lastError !== null).toBe(status === "failed");
    expect(run.incompleteDetails !== null).toBe(status === "incomplete");
    expect(run.expiresAt === null).toBe(isTerminal(status));
    if (leaseExpiresAt !== null) expect(["in_progress", "cancelling"]).toContain(status);
    if (status === "in_progress") expect(leaseExpiresAt).not.toBeNull();
  });
});

it("always comes a time at which somebody has to do something about a run that has not ended", () => {
  forEveryMoment(({ record, now }) => {
    const dueAt = runDueAt(record);
    if (dueAt === null) return;
    expect(dueAt).toBeLessThanOrEqual(Math.max(record.run.expiresAt ?? 0, now + leaseMs));
    // A run whose time is up while its owner lives is its owner's to end, and then, at the latest, anybody's.
    const at = Math.max(dueAt, record.leaseExpiresAt ?? 0);
    expect(decideClaim(record, at, terms)).not.toBe("leave");
  });
});

it("decides on nothing that cannot happen to the run, and leaves it to an owner that holds it", () => {
  const done: Readonly<Record<string, RunChange>> = {
    execute: { transition: "claimed", leaseExpiresAt: 0 },
    cancel: { transition: "cancelled" },
    expire: { transition: "expired" },
  };
  forEveryMoment(({ record, now }) => {
    const { status } = record.run;
    for (const at of [now, now + 1, now + leaseMs, now + 1_000_000]) {
      const decision = decideClaim(record, at, terms);
      const holds = record.leaseExpiresAt !== null && record.leaseExpiresAt > at;
      if (holds || isTerminal(status)) expect(decision).toBe("leave");
      const change = done[decision];
      if (change !== undefined) {
        const applied = applyRunChange(record, heedCancel(change as EndingChange, status), at);
        expect(applied.run.status).not.toBe("queued");
      }
    }
    // The leases of processes that are known to be gone hold nobody off.
    if (record.leaseExpiresAt !== null) {
      const gone = { leaseMs, leasesVoidBefore: record.leaseExpiresAt - leaseMs + 1 };
      expect(decideClaim(record, now, gone)).not.toBe("leave");
    }
  });
});
