import type { Message, Page, Run, RunEvent, RunStep } from "@inhouse/contracts";

/** What the checks read a run through: a runtime of `@inhouse/core`, or one tenant's part of it. */
export interface ReadableRuntime {
  /** Runs. */
  readonly runs: ReadableRuns;
  /** Messages. */
  readonly messages: ReadableMessages;
}

/** Runs, to be read. */
export interface ReadableRuns {
  /** The steps of runs. */
  readonly steps: ReadableSteps;
  /** Reads a run. */
  retrieve(id: string): Promise<Run>;
  /** Reads a run's events. */
  stream(id: string, options?: ReadableStreamOptions): AsyncIterable<RunEvent>;
}

/** Which events to read. */
export interface ReadableStreamOptions {
  /** The number of the last event that the reader has; absent: it has none. */
  readonly after?: number;
  /** Where the stream ends: when the run has ended or needs the caller, or only when it has ended. */
  readonly until?: "pause" | "end";
}

/** Steps, to be read. */
export interface ReadableSteps {
  /** Reads a step. */
  retrieve(id: string): Promise<RunStep>;
  /** Reads a page of a run's steps. */
  list(runId: string, options?: ReadablePage): Promise<Page<RunStep>>;
}

/** Messages, to be read. */
export interface ReadableMessages {
  /** Reads a message. */
  retrieve(id: string): Promise<Message>;
  /** Reads a page of a thread's messages. */
  list(threadId: string, options?: ReadableMessagesPage): Promise<Page<Message>>;
}

/** Which page of a list. */
export interface ReadablePage {
  /** At most so many. */
  readonly limit?: number;
  /** The oldest or the newest first. */
  readonly order?: "asc" | "desc";
  /** Only what comes behind the item with this id. */
  readonly after?: string;
}

/** Which messages of a thread. */
export interface ReadableMessagesPage extends ReadablePage {
  /** Only messages that this run wrote; absent: all. */
  readonly runId?: string;
}
