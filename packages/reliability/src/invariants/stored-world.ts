import type { Message, Run, RunEvent, RunStep, StoredFile, Thread } from "@inhouse/contracts";

/** Everything that a storage holds in the end, as a fresh runtime shows it. */
export interface StoredWorld {
  /** The threads. */
  readonly threads: readonly StoredThread[];
  /** The files. */
  readonly files: readonly StoredFile[];
  /** What was tried on each thread when all was over. */
  readonly probes: readonly Probe[];
  /** What is left of threads that are gone. */
  readonly leftovers: readonly Leftover[];
}

/** A thread with everything of it. */
export interface StoredThread {
  /** The thread. */
  readonly thread: Thread;
  /** Its messages, the oldest first. */
  readonly messages: readonly Message[];
  /** Its runs, the oldest first. */
  readonly runs: readonly StoredRun[];
}

/** A run with everything of it. */
export interface StoredRun {
  /** The run. */
  readonly run: Run;
  /** Its steps, the oldest first. */
  readonly steps: readonly RunStep[];
  /** Its events, from the first to the end. */
  readonly events: readonly RunEvent[];
  /** What readers got who began later. */
  readonly resumed: readonly ResumedStream[];
}

/** What a reader got who began behind an event. */
export interface ResumedStream {
  /** The number of the event that it began behind. */
  readonly after: number;
  /** What it got. */
  readonly events: readonly RunEvent[];
}

/** A new run on a thread. */
export interface Probe {
  /** The thread. */
  readonly threadId: string;
  /** How the run ended, or what kept it from it. */
  readonly outcome: string;
}

/** Something that should be gone. */
export interface Leftover {
  /** What it belongs to: the thread, or `""` where that cannot be told. */
  readonly threadId: string;
  /** What it is. */
  readonly text: string;
}
