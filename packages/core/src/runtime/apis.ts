import type {
  Assistant,
  Message,
  Page,
  Run,
  RunEvent,
  RunStep,
  StoredFile,
  Thread,
} from "@inhouse/contracts";
import type { CreateAssistant, UpdateAssistant } from "../assistant/assistant-input.ts";
import type { CreateFile } from "../file/file-input.ts";
import type { ListOptions } from "../input/list-options.ts";
import type { ListMessages } from "../message/list-messages.ts";
import type { CreateMessage } from "../message/message-input.ts";
import type { UpdateMetadata } from "../message/update-message.ts";
import type { StorageApi } from "../retention/storage-api.ts";
import type { CreateRun, CreateThreadAndRun } from "../run/run-input.ts";
import type { StreamOptions } from "../run/stream-run.ts";
import type { SubmitToolOutputs } from "../run/submit-tool-outputs.ts";
import type { WaitOptions } from "../run/wait-for-run.ts";
import type { CreateThread, UpdateThread } from "../thread/thread-input.ts";

/** Assistants. Every call throws `NotFoundError` for an unknown id, and `InvalidInputError` for bad input. */
export interface AssistantsApi {
  /**
   * @param input - what it is to be
   * @throws ModelNotFoundError if the runtime has no such model
   */
  create(input: CreateAssistant): Promise<Assistant>;
  /**
   * @param id - the assistant
   * @returns the assistant
   */
  retrieve(id: string): Promise<Assistant>;
  /**
   * @param options - which page; absent: the newest 20
   * @returns a page of assistants
   */
  list(options?: ListOptions): Promise<Page<Assistant>>;
  /**
   * Runs that were created before keep what they were created with.
   *
   * @param id - the assistant
   * @param input - what to change
   * @throws ModelNotFoundError if the runtime has no such model
   */
  update(id: string, input: UpdateAssistant): Promise<Assistant>;
  /**
   * Its runs go on: they carry all they need.
   *
   * @param id - the assistant
   */
  delete(id: string): Promise<void>;
}

/** Threads. Every call throws `NotFoundError` for an unknown id, and `InvalidInputError` for bad input. */
export interface ThreadsApi {
  /**
   * @param input - what it is to be; absent: an empty thread
   * @returns the thread
   */
  create(input?: CreateThread): Promise<Thread>;
  /**
   * @param id - the thread
   * @returns the thread
   */
  retrieve(id: string): Promise<Thread>;
  /**
   * @param options - which page; absent: the newest 20
   * @returns a page of threads
   */
  list(options?: ListOptions): Promise<Page<Thread>>;
  /**
   * @param id - the thread
   * @param input - what to change
   * @returns the thread as it is now
   */
  update(id: string, input: UpdateThread): Promise<Thread>;
  /**
   * Deletes the thread with its messages, runs, steps, logs and the files that tools made on it. An active run is stopped.
   *
   * @param id - the thread
   */
  delete(id: string): Promise<void>;
}

/** Messages. Every call throws `NotFoundError` for an unknown id, and `InvalidInputError` for bad input. */
export interface MessagesApi {
  /**
   * @param threadId - the thread
   * @param input - what it is to be
   * @throws ThreadLockedError while a run is active on the thread
   */
  create(threadId: string, input: CreateMessage): Promise<Message>;
  /**
   * @param id - the message
   * @returns the message; one that a run in this process is writing is returned as far as it is
   */
  retrieve(id: string): Promise<Message>;
  /**
   * @param threadId - the thread
   * @param options - which page; absent: the newest 20
   * @returns a page of messages
   */
  list(threadId: string, options?: ListMessages): Promise<Page<Message>>;
  /**
   * @param id - the message
   * @param input - the new metadata: content never changes
   * @throws ThreadLockedError while a run is writing the message
   */
  update(id: string, input: UpdateMetadata): Promise<Message>;
  /**
   * No later prompt shows the message.
   *
   * @param id - the message
   * @throws ThreadLockedError while a run is active on the thread
   */
  delete(id: string): Promise<void>;
}

/** Runs. Every call throws `NotFoundError` for an unknown id, and `InvalidInputError` for bad input. */
export interface RunsApi {
  /** The steps of runs. */
  readonly steps: RunStepsApi;
  /**
   * Creates a run, and the additional messages with it, or nothing at all. It is executed at once, in this process or
   * where the dispatcher brings it.
   *
   * @param threadId - the thread
   * @param input - what it is to be
   * @throws ModelNotFoundError if the runtime has no such model
   * @throws ThreadLockedError if the thread has an active run, and `whenBusy` is `reject`
   */
  create(threadId: string, input: CreateRun): Promise<Run>;
  /**
   * Creates a thread and a run on it, or nothing at all.
   *
   * @param input - what they are to be
   * @throws ModelNotFoundError if the runtime has no such model
   */
  createThreadAndRun(input: CreateThreadAndRun): Promise<Run>;
  /**
   * @param id - the run
   * @returns the run; one whose time is up is expired by being looked at
   */
  retrieve(id: string): Promise<Run>;
  /**
   * @param threadId - the thread
   * @param options - which page; absent: the newest 20
   * @returns a page of runs
   */
  list(threadId: string, options?: ListOptions): Promise<Page<Run>>;
  /**
   * @param id - the run
   * @param input - the new metadata
   * @returns the run as it is now
   */
  update(id: string, input: UpdateMetadata): Promise<Run>;
  /**
   * Asks a run to stop. Provider and tools are told at once, and what was written until then stays as an incomplete message.
   *
   * @param id - the run
   * @throws RunTransitionError if it has ended, or is being cancelled already
   */
  cancel(id: string): Promise<Run>;
  /**
   * Gives a run what it waits for, and lets it go on.
   *
   * @param id - the run
   * @param input - all outputs and approvals of its `requiredAction`
   * @throws RunTransitionError if the run does not wait
   * @throws ToolOutputsError if these are not exactly the calls it waits for
   */
  submitToolOutputs(id: string, input: SubmitToolOutputs): Promise<Run>;
  /**
   * Waits until a run has ended or needs the caller. Nothing is polled where all writers are in this process.
   *
   * @param id - the run
   * @param options - what to wait for; absent: the run's end, or its need of the caller
   * @throws the signal's reason, if it aborts
   * @throws RuntimeClosedError if the runtime is closed before
   */
  wait(id: string, options?: WaitOptions): Promise<Run>;
  /**
   * A run's events, from the first or from any place, live or late or after the end: always the same sequence. Leaving the
   * iteration stops the reading, never the run.
   *
   * @param id - the run
   * @param options - from where, and to where; absent: from the first, until the run has ended or needs the caller
   * @throws the signal's reason, if it aborts
   * @throws StorageConflictError if this process lost the run, and events that it has shown were never stored
   * @throws RuntimeClosedError if the runtime is closed before
   */
  stream(id: string, options?: StreamOptions): AsyncGenerator<RunEvent, void, undefined>;
}

/** Steps of runs. Every call throws `NotFoundError` for an unknown id. */
export interface RunStepsApi {
  /**
   * @param runId - the run
   * @param options - which page; absent: the newest 20
   * @throws InvalidInputError if an option is wrong
   */
  list(runId: string, options?: ListOptions): Promise<Page<RunStep>>;
  /**
   * @param id - the step
   * @returns the step; one that a run in this process is at is returned as far as it is
   */
  retrieve(id: string): Promise<RunStep>;
}

/** Files. Every call throws `NotFoundError` for an unknown id, and `InvalidInputError` for bad input. */
export interface FilesApi {
  /**
   * @param input - what it is to be
   * @returns the file, without its content
   */
  create(input: CreateFile): Promise<StoredFile>;
  /**
   * @param id - the file
   * @returns the file, without its content
   */
  retrieve(id: string): Promise<StoredFile>;
  /**
   * @param options - which page; absent: the newest 20
   * @returns a page of files
   */
  list(options?: ListOptions): Promise<Page<StoredFile>>;
  /**
   * @param id - the file
   * @returns a copy of its bytes
   */
  content(id: string): Promise<Uint8Array>;
  /**
   * Messages that show the file keep its id, and the model is told that it is gone.
   *
   * @param id - the file
   */
  delete(id: string): Promise<void>;
}

/** Everything that one tenant can do. */
export interface TenantRuntime {
  /** Whose this is. */
  readonly tenant: string;
  /** Assistants: a model with instructions and tools. */
  readonly assistants: AssistantsApi;
  /** Threads: conversations. */
  readonly threads: ThreadsApi;
  /** Messages of threads. */
  readonly messages: MessagesApi;
  /** Runs: executions of an assistant on a thread. */
  readonly runs: RunsApi;
  /** Files. */
  readonly files: FilesApi;
  /** What is kept, and for how long. */
  readonly storage: StorageApi;
}

/** A runtime. Used as it is, it works for the tenant `default`. */
export interface Runtime extends TenantRuntime, AsyncDisposable {
  /**
   * The only way to another tenant's objects.
   *
   * @param tenant - 1 to 64 of `[A-Za-z0-9_-]`
   * @throws InvalidInputError if the name is not of that form
   */
  forTenant(tenant: string): TenantRuntime;
  /**
   * Takes no more calls, and takes up no more runs. Where the storage outlives the process, a run that is executed is handed back
   * as soon as its step is stored, to go on elsewhere or later; where not, runs may come to their end. What is not done by then
   * is stopped and handed back. Then tools and storage are closed. Calls that began before get their answer, but for those that still wait for a run then: they reject with
   * `RuntimeClosedError`, as every later call does. A second call resolves as the first did.
   *
   * @param options - how long to wait; absent: 5 seconds
   * @throws InvalidInputError if an option is wrong; nothing is closed then
   * @throws AggregateError if several tools or the storage could not be closed; a single fault is thrown as it is
   */
  close(options?: CloseOptions): Promise<void>;
}

/** How to close a runtime. */
export interface CloseOptions {
  /** How long runs may go on, in milliseconds; absent: 5,000. */
  readonly drainMs?: number;
}
