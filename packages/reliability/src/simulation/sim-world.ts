import type { RunStatus, Storage, ThreadAddress } from "@inhouse/contracts";
import type { SeededRandom } from "@inhouse/testing";
import type { HistoryEntry } from "../invariants/history-entry.ts";
import type { Mutant } from "./mutants/mutant.ts";
import type { SchedulePlan } from "./schedule-plan.ts";
import type { Scheduler, Sleeper } from "./scheduler.ts";

/** What all processes of a simulation share, and what happened there. */
export interface SimWorld {
  readonly plan: SchedulePlan;
  readonly scheduler: Scheduler;
  readonly random: SeededRandom;
  /** What everybody has connections to. */
  readonly storage: Storage;
  /** What is wrong with the ports on purpose; null: nothing. */
  readonly mutant: Mutant | null;
  readonly history: HistoryEntry[];
  /** Writes an entry down. */
  readonly record: (entry: HistoryEntry) => void;
  /** Every run, as it was last written. */
  readonly runs: Map<string, WrittenRun>;
  readonly threadIds: string[];
  /** Who hears of the commits of others. */
  readonly listeners: Map<Sleeper, () => void>;
  /** Who answers rings. */
  readonly workers: Map<Sleeper, (address: ThreadAddress) => void>;
  assistantId: string;
  /** How many things callers still do. */
  actionsLeft: number;
  /** How many faults there were. */
  faults: number;
  /** Whether nothing goes wrong any more. */
  isHealed: boolean;
}

/** A run as it was last written. */
export interface WrittenRun {
  readonly threadId: string;
  readonly status: RunStatus;
}
