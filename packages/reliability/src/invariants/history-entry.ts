import type { CrashPolicy, RunStatus, ToolCallStatus } from "@inhouse/contracts";

/**
 * Something that happened, as it was written down outside the system when it did: by callers, by tools, by the provider, and
 * by whoever stands between the runtime and its storage. The order of entries is the order in which they were written down;
 * what happened between two entries of one thing happened between their places.
 */
export type HistoryEntry =
  | ProcessEntry
  | FaultEntry
  | CallInvoked
  | CallEnded
  | EffectEntry
  | ProviderEntry
  | CommitEntry
  | BlobEntry
  | SeenEntry
  | ErrorEntry;

/** A process is about to open the storage. */
export interface ProcessEntry {
  /** The tag of this entry. */
  readonly type: "process";
  /** Its name, unique in the history. */
  readonly process: string;
}

/** Somebody did something to a process. */
export interface FaultEntry {
  /** The tag of this entry. */
  readonly type: "fault";
  /** To whom. */
  readonly process: string;
  /** What. */
  readonly fault: string;
}

/** A caller is about to call the runtime. */
export interface CallInvoked {
  /** The tag of this entry. */
  readonly type: "call";
  /** The tag of a call that begins. */
  readonly phase: "invoke";
  /** In which process. */
  readonly process: string;
  /** The call's name, unique in the history. */
  readonly call: string;
  /** What is called. */
  readonly request: CallRequest;
}

/** A call came back. One without this entry may have had its effect or not. */
export interface CallEnded {
  /** The tag of this entry. */
  readonly type: "call";
  /** `ok`: accepted; `fail`: refused, and nothing was done; `unknown`: the caller was told that nobody knows. */
  readonly phase: "ok" | "fail" | "unknown";
  /** Which call. */
  readonly call: string;
  /** The id of what it made or changed; `""` unless it was accepted. */
  readonly id: string;
  /** What it threw; `""`: nothing. */
  readonly error: string;
}

/**
 * A call of the runtime. A `mark` is a text that no other object has: a message's text begins with it and a blank, threads and
 * runs have it in their metadata as `mark`.
 */
export type CallRequest =
  | { readonly kind: "create_thread"; readonly mark: string }
  | { readonly kind: "create_message"; readonly threadId: string; readonly mark: string }
  | {
      readonly kind: "create_run";
      readonly threadId: string;
      readonly mark: string;
      /** The marks of the messages that come with it. */
      readonly messages: readonly string[];
    }
  | {
      readonly kind: "submit_outputs";
      readonly threadId: string;
      readonly runId: string;
      readonly outputs: readonly SubmittedOutput[];
      /** The calls that it approves. */
      readonly approved: readonly string[];
    }
  | { readonly kind: "cancel_run"; readonly threadId: string; readonly runId: string }
  | { readonly kind: "delete_thread"; readonly threadId: string };

/** An output that a caller gives a run. */
export interface SubmittedOutput {
  /** The tool call. */
  readonly toolCallId: string;
  /** The output. */
  readonly output: string;
}

/** A tool takes effect, or has returned. */
export interface EffectEntry {
  /** The tag of this entry. */
  readonly type: "effect";
  /** `begin` is the effect itself; at `end` the tool returns the execution's name as its output. */
  readonly phase: "begin" | "end";
  /** In which process. */
  readonly process: string;
  /** The execution's name, unique in the history. */
  readonly execution: string;
  /** What the tool says should happen after a crash. */
  readonly policy: CrashPolicy;
  /** Of which thread. */
  readonly threadId: string;
  /** Of which run. */
  readonly runId: string;
  /** Which call. */
  readonly toolCallId: string;
  /** The key that the tool was handed. */
  readonly idempotencyKey: string;
}

/** The provider got a prompt. */
export interface ProviderEntry {
  /** The tag of this entry. */
  readonly type: "provider";
  /** From which process. */
  readonly process: string;
  /** What is wrong with the prompt. */
  readonly problems: readonly string[];
}

/** A runtime writes a batch into the storage. */
export interface CommitEntry {
  /** The tag of this entry. */
  readonly type: "commit";
  /** `begin`: it is about to; `ok`: it is written; `error`: it was refused, or nobody knows. */
  readonly phase: "begin" | "ok" | "error";
  /** Which process. */
  readonly process: string;
  /** Which of its batches, from 1. */
  readonly number: number;
  /** The runs in it. */
  readonly runs: readonly RunWrite[];
  /** The tool calls in it, with their state. */
  readonly calls: readonly CallWrite[];
  /** What kinds of writes it consists of, for reports. */
  readonly shape: string;
}

/** A run in a batch. */
export interface RunWrite {
  /** Its id. */
  readonly id: string;
  /** Its thread. */
  readonly threadId: string;
  /** The version that the record is to have. */
  readonly version: number;
  /** Its status. */
  readonly status: RunStatus;
  /** When it was last taken up, in epoch milliseconds, or null. */
  readonly startedAt: number | null;
  /** Whether its writer holds it. */
  readonly isHeld: boolean;
}

/** A tool call in a batch. */
export interface CallWrite {
  /** Its id. */
  readonly id: string;
  /** How far it is. */
  readonly status: ToolCallStatus;
}

/** A runtime is about to write or to remove bytes. */
export interface BlobEntry {
  /** The tag of this entry. */
  readonly type: "blob";
  /** Which of both. */
  readonly phase: "put" | "delete";
  /** Which process. */
  readonly process: string;
  /** Where. */
  readonly key: string;
}

/** A reader of a run's stream was shown an event. */
export interface SeenEntry {
  /** The tag of this entry. */
  readonly type: "seen";
  /** In which process. */
  readonly process: string;
  /** Of which run. */
  readonly runId: string;
  /** The event's number. */
  readonly sequence: number;
  /** The event's fingerprint, see `fingerprint`. */
  readonly event: string;
}

/** A runtime told of a fault that no caller waited for. */
export interface ErrorEntry {
  /** The tag of this entry. */
  readonly type: "error";
  /** Which process. */
  readonly process: string;
  /** What it said. */
  readonly text: string;
}
