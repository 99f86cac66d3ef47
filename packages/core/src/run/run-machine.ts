import type {
  RequiredAction,
  Run,
  RunError,
  RunIncompleteReason,
  RunStatus,
  RunStatusEventType,
} from "@inhouse/contracts";
import type { RunRecord } from "../storage/record-values.ts";
import { isTerminal, nextRunStatus } from "./run-status.ts";

/** A transition of a run with what it brings. */
export type RunChange =
  | { readonly transition: "claimed"; readonly leaseExpiresAt: number }
  | { readonly transition: "released" }
  | { readonly transition: "action_required"; readonly requiredAction: RequiredAction }
  | { readonly transition: "outputs_submitted" }
  | { readonly transition: "cancel_requested" }
  | { readonly transition: "cancelled" }
  | { readonly transition: "completed" }
  | { readonly transition: "incomplete"; readonly reason: RunIncompleteReason }
  | { readonly transition: "failed"; readonly error: RunError }
  | { readonly transition: "expired" };

/** The changes that end a run before its work is done. */
export type EndingChange = Extract<
  RunChange,
  { transition: "cancelled" | "expired" | "failed" | "incomplete" }
>;

/**
 * @param change - how a run is to end
 * @param status - its status
 * @returns how it ends: one that is being cancelled is cancelled, whatever else happened to it
 */
export function heedCancel(change: EndingChange, status: RunStatus): EndingChange {
  return status === "cancelling" ? { transition: "cancelled" } : change;
}

/** How long a queued run may wait for its doorbell before the sweeper rings again, in milliseconds. */
const queuedGraceMs = 3_000;

/**
 * The whole effect of a transition on a run, as a pure function.
 *
 * @param record - the run as it is
 * @param change - what happens to it
 * @param now - when, in epoch milliseconds
 * @returns the run as it is then
 * @throws RunTransitionError if that cannot happen to a run of this status
 */
export function applyRunChange(record: RunRecord, change: RunChange, now: number): RunRecord {
  const status = nextRunStatus(record.run.status, change.transition);
  const run = { ...record.run, status, ...runFields(record, change, now) };
  if (change.transition === "claimed") {
    return { ...record, run, leaseExpiresAt: change.leaseExpiresAt };
  }
  if (change.transition === "cancel_requested") {
    // An owner that works keeps its lease: it is the one to stop, and to tell, since its log may be ahead of what is stored.
    return { ...record, run, cancelUntold: record.leaseExpiresAt !== null };
  }
  const closed = isTerminal(status) ? { openStepId: null, pendingMessages: [] } : {};
  return { ...record, ...closed, run, leaseExpiresAt: null };
}

function runFields(record: RunRecord, change: RunChange, now: number): Partial<Run> {
  const ended = { requiredAction: null, expiresAt: null, usage: record.spent } as const;
  switch (change.transition) {
    case "claimed":
      return { startedAt: now };
    case "released":
      return {};
    case "action_required":
      return { requiredAction: change.requiredAction };
    case "outputs_submitted":
    case "cancel_requested":
      return { requiredAction: null };
    case "cancelled":
      return { ...ended, cancelledAt: now };
    case "completed":
      return { ...ended, completedAt: now };
    case "incomplete":
      return { ...ended, incompleteDetails: { reason: change.reason } };
    case "failed":
      return { ...ended, failedAt: now, lastError: change.error };
    case "expired":
      return ended;
  }
}

/**
 * When somebody must look at a run again, whatever dies until then: for a doorbell that was lost, for a lease that ran out,
 * for an expiry, or at once for a cancellation that nobody carries out.
 *
 * @param record - the run
 * @returns epoch milliseconds; null: never
 */
export function runDueAt(record: RunRecord): number | null {
  const { status, expiresAt, createdAt, startedAt } = record.run;
  if (isTerminal(status)) return null;
  const expiry = expiresAt ?? Number.MAX_SAFE_INTEGER;
  if (record.leaseExpiresAt !== null) return Math.min(record.leaseExpiresAt, expiry);
  if (status === "requires_action") return expiry;
  if (status === "queued") return Math.min((startedAt ?? createdAt) + queuedGraceMs, expiry);
  return startedAt ?? createdAt;
}

/** How soon a run that was rung for is looked at again, in milliseconds. */
const restMs = 2_000;

/** How long a run that waits for its turn is left alone at most, in milliseconds. */
const longestRestMs = 30_000;

/**
 * @param record - a run that was just rung for
 * @param now - the time, in epoch milliseconds
 * @returns when to look at it again if nothing happens to it; the longer it waits for its turn, the less often
 */
export function lookAgainAt(record: RunRecord, now: number): number {
  const { status, createdAt, startedAt, expiresAt } = record.run;
  const waited = status === "queued" ? now - (startedAt ?? createdAt) : 0;
  const at = now + Math.min(longestRestMs, Math.max(restMs, waited));
  return expiresAt === null || expiresAt <= now ? at : Math.min(at, expiresAt);
}

/** What a process that looks at a run should do with it. */
export type ClaimDecision = "execute" | "cancel" | "expire" | "leave";

/** What says whether a lease holds. */
export interface LeaseTerms {
  /** How long a lease holds without being renewed, in milliseconds. */
  readonly leaseMs: number;
  /** Leases granted before this time, in epoch milliseconds, are of processes that are gone; 0: none is known to be. */
  readonly leasesVoidBefore: number;
}

/**
 * @param record - a run
 * @param now - the time, in epoch milliseconds
 * @param terms - whether its lease holds
 * @returns what to do with it
 */
export function decideClaim(record: RunRecord, now: number, terms: LeaseTerms): ClaimDecision {
  const { status, expiresAt } = record.run;
  if (isTerminal(status) || leaseHolds(record, now, terms)) return "leave";
  if (status === "cancelling") return "cancel";
  if (expiresAt !== null && expiresAt <= now) return "expire";
  return status === "requires_action" ? "leave" : "execute";
}

function leaseHolds({ leaseExpiresAt }: RunRecord, now: number, terms: LeaseTerms): boolean {
  if (leaseExpiresAt === null || leaseExpiresAt <= now) return false;
  return leaseExpiresAt - terms.leaseMs >= terms.leasesVoidBefore;
}

/** @returns the type of the event that tells of a run's present status */
export function runStatusEventType(run: Run): RunStatusEventType {
  return `thread.run.${run.status}`;
}
