import type { Assistant, Run } from "@inhouse/contracts";
import type { ReadableRuns, ReadableRuntime } from "../checks/readable-runtime.ts";

/** What a replay runs on: a runtime of `@inhouse/core`. */
export interface ReplayRuntime extends ReadableRuntime {
  /** Assistants. */
  readonly assistants: ReplayAssistants;
  /** Runs. */
  readonly runs: ReplayRuns;
  /** Closes the runtime. */
  close(): Promise<void>;
}

/** Assistants, to be created. */
export interface ReplayAssistants {
  /** Creates an assistant. */
  create(input: { readonly model: string }): Promise<Assistant>;
}

/** Runs, to be created and moved on. */
export interface ReplayRuns extends ReadableRuns {
  /** Creates a thread and a run on it. */
  createThreadAndRun(input: ReplayInput): Promise<Run>;
  /** Gives a run what it waits for. */
  submitToolOutputs(id: string, input: ReplaySubmission): Promise<Run>;
  /** Asks a run to stop. */
  cancel(id: string): Promise<Run>;
  /** Waits until a run has ended or needs the caller. */
  wait(id: string, options?: { readonly until?: "pause" | "end" }): Promise<Run>;
}

/** The run to create. */
export interface ReplayInput {
  /** The assistant. */
  readonly assistantId: string;
  /** The thread. */
  readonly thread: ReplayThread;
  /** How long the run may take, in milliseconds. */
  readonly expiresInMs?: number;
}

/** The thread to create. */
export interface ReplayThread {
  /** What it begins with. */
  readonly messages: readonly ReplayMessage[];
}

/** A message to create. */
export interface ReplayMessage {
  /** Who said it. */
  readonly role: "user" | "assistant";
  /** What. */
  readonly content: string;
}

/** What a run waits for. */
export interface ReplaySubmission {
  /** The outputs of calls. */
  readonly toolOutputs: readonly ReplayOutput[];
  /** A person's words on calls. */
  readonly approvals: readonly ReplayApproval[];
}

/** The output of a call. */
export interface ReplayOutput {
  /** The call. */
  readonly toolCallId: string;
  /** What the model is told. */
  readonly output: string;
  /** Whether it is an error. */
  readonly isError: boolean;
}

/** A person's word on a call. */
export interface ReplayApproval {
  /** The call. */
  readonly toolCallId: string;
  /** What was shown to the person. */
  readonly inputHash: string;
  /** Whether it may run. */
  readonly approved: boolean;
}
