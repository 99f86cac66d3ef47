import type { RunError, RunStep, RunStepStatus } from "@inhouse/contracts";
import type { StepRecord } from "../storage/record-values.ts";
import type { TenantStorage, TypedRecord } from "../storage/tenant-storage.ts";
import { changed } from "../storage/tenant-storage.ts";
import { lateWrites } from "./late-message.ts";
import { endStep, stepEndEvents } from "./turn-ending.ts";
import type { TurnWrites } from "./turn-writes.ts";

/** How a step with calls is closed. */
export interface StepClosing {
  readonly status: RunStepStatus;
  readonly lastError: RunError | null;
  /** The first free place in the thread. */
  readonly sequence: number;
  readonly now: number;
}

/**
 * Closes a step with calls, and lets what the model wrote behind them follow: that was whole, however the calls ended.
 *
 * @param storage - whose step
 * @param record - the step as it is stored
 * @param value - the step with its calls as they are to stay
 * @param closing - how it is closed
 * @returns the writes of it, and the step as it stays among the entries
 */
export function closeStep(
  storage: TenantStorage,
  record: TypedRecord<"step">,
  value: StepRecord,
  { status, lastError, sequence, now }: StepClosing,
): TurnWrites {
  const { usage = null, receipt = null, late = null } = value.onClose ?? {};
  const { warnings } = value.step;
  const ended: RunStep = {
    ...endStep(value.step, status, now),
    lastError,
    ...(late === null ? { usage, receipt } : { warnings: [] }),
  };
  const next = changed(record, { value: { ...value, step: ended, onClose: null } });
  const closed: TurnWrites = {
    writes: [{ type: "update", record: next }],
    events: stepEndEvents(ended),
    nextSequence: sequence,
    entries: [{ sequence: record.sequence, step: next.value }],
  };
  if (late === null) return closed;
  const completed = { incomplete: null, step: "completed", lastError: null } as const;
  const ending = { ...completed, usage, receipt, warnings };
  const behind = lateWrites(storage, value, value.step, late, ending, { sequence, now });
  return {
    writes: [...closed.writes, ...behind.writes],
    events: [...closed.events, ...behind.events],
    nextSequence: behind.nextSequence,
    entries: [...closed.entries, ...behind.entries],
  };
}
