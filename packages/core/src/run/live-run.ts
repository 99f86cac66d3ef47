import type { Message, RunStep, StorageWrite } from "@inhouse/contracts";
import { StorageConflictError, StorageError } from "@inhouse/contracts";
import type { UnnumberedEvent } from "../events/packed-event.ts";
import { RunTail } from "../events/run-tail.ts";
import type { Scope } from "../scope/scope.ts";
import type { RunRecord, ThreadRecord } from "../storage/record-values.ts";
import type { TypedRecord } from "../storage/tenant-storage.ts";
import { changed } from "../storage/tenant-storage.ts";
import { logInsert, runRecordWrite } from "./run-record-write.ts";

/** Why a run must stop where it is. */
export type StopReason = "cancelled" | "expired" | "released" | "lost";

/** Another process has the run now, or it is gone: nothing of what this one does counts any more. */
export class RunLostError extends Error {
  override readonly name = "RunLostError";
}

/** What a commit is decided on: the records as they are at this moment. */
export interface CommitState {
  readonly run: RunRecord;
  readonly thread: ThreadRecord;
  readonly now: number;
}

/** What a commit writes. */
export interface RunCommit {
  /** The run as it is to be; the log and the lease are seen to. */
  readonly run: RunRecord;
  /** The thread as it is to be; absent: untouched. */
  readonly thread?: ThreadRecord;
  readonly writes: readonly StorageWrite[];
  /** Events that become visible with the commit, behind those that already are. */
  readonly events: readonly UnnumberedEvent[];
}

/** What the model is writing. */
export interface ShownTurn {
  readonly message: Message | null;
  readonly messageStep: RunStep | null;
  readonly toolStep: RunStep | null;
}

const maxCommitAttempts = 50;

/**
 * A run in the hands of this process. All its writes go through `commit`, one after the other, each under the version that
 * the last one left: if anybody else wrote the run meanwhile, the commit is decided anew on what is there now, or refused
 * with {@link RunLostError} if the run changed hands.
 */
export class LiveRun {
  readonly runId: string;
  readonly threadId: string;
  readonly tenant: string;
  readonly tail: RunTail;
  readonly scope: Scope;
  readonly #stopping = new AbortController();
  #record: TypedRecord<"run">;
  #thread: TypedRecord<"thread">;
  #stopReason: StopReason | null = null;
  #last: Promise<unknown> = Promise.resolve();
  #shown: ShownTurn | null = null;

  constructor(scope: Scope, record: TypedRecord<"run">, thread: TypedRecord<"thread">) {
    this.scope = scope;
    this.tenant = scope.tenant;
    this.runId = record.id;
    this.threadId = thread.id;
    this.#record = record;
    this.#thread = thread;
    this.tail = new RunTail(record.value.lastSequence, () => scope.signals.notify(record.id));
  }

  get record(): RunRecord {
    return this.#record.value;
  }

  get thread(): ThreadRecord {
    return this.#thread.value;
  }

  get stopReason(): StopReason | null {
    return this.#stopReason;
  }

  /** Aborts when the run must stop. */
  get signal(): AbortSignal {
    return this.#stopping.signal;
  }

  /** Lets readers find what the model is writing, before it is stored. */
  show(turn: ShownTurn): void {
    this.#shown = turn;
  }

  /** Everything is stored now. */
  hide(): void {
    this.#shown = null;
  }

  /** The message that is being written. */
  get openMessage(): Message | null {
    return this.#shown?.message ?? null;
  }

  openStep(stepId: string): RunStep | undefined {
    const steps = [this.#shown?.messageStep, this.#shown?.toolStep];
    return steps.find((step) => step?.id === stepId) ?? undefined;
  }

  emit(event: UnnumberedEvent): void {
    this.tail.append(event);
  }

  /** Makes provider and tools stop. The first reason counts, but for a loss, which outweighs all. */
  stop(reason: StopReason): void {
    if (this.#stopReason === null || reason === "lost") this.#stopReason = reason;
    this.#stopping.abort();
  }

  /** Looks at the record again, because somebody else may have written it. */
  refresh(): Promise<void> {
    return this.#exclusively(() => this.#reload());
  }

  /**
   * @param decide - decides on the records as they are; called again when they changed meanwhile
   * @throws RunLostError if the run is no longer this process's
   */
  commit(decide: (state: CommitState) => RunCommit): Promise<void> {
    return this.#exclusively(async () => {
      for (let attempt = 1; ; attempt++) {
        if (this.#stopReason === "lost") throw new RunLostError();
        try {
          return await this.#commitOnce(decide);
        } catch (error) {
          if (!(error instanceof StorageConflictError) || attempt >= maxCommitAttempts) throw error;
          await this.#reload();
        }
      }
    });
  }

  /** Holds the lease for another while; nothing happens to a run that holds none. */
  async renew(): Promise<void> {
    if (this.record.leaseExpiresAt === null) return;
    await this.commit(({ run }) => ({ run, writes: [], events: [] }));
  }

  async #commitOnce(decide: (state: CommitState) => RunCommit): Promise<void> {
    const now = this.scope.clock.now();
    const decided = decide({ run: this.record, thread: this.thread, now });
    const pending = this.tail.hold();
    let committed: readonly UnnumberedEvent[] | null = null;
    try {
      await this.#write(decided, [...pending, ...decided.events], now);
      committed = decided.events;
    } finally {
      this.tail.release(committed);
    }
  }

  async #write(decided: RunCommit, events: readonly UnnumberedEvent[], now: number): Promise<void> {
    const { storage, settings } = this.scope;
    const { run } = decided;
    const lastSequence = run.lastSequence + events.length;
    const leaseExpiresAt = run.leaseExpiresAt === null ? null : now + settings.leaseMs;
    const next = runRecordWrite(this.#record, { ...run, leaseExpiresAt, lastSequence });
    const writes: StorageWrite[] = [...decided.writes, { type: "update", record: next }];
    let thread = this.#thread;
    if (decided.thread !== undefined) {
      thread = changed(thread, { value: decided.thread });
      writes.push({ type: "update", record: thread });
    }
    if (events.length > 0) writes.push(logInsert(storage, next, run.lastSequence + 1, events));
    try {
      await storage.commit(writes);
    } catch (error) {
      if (!(error instanceof StorageError) || error.committed === "no") throw error;
      if (!(await this.#wasCommitted(next))) throw error;
    }
    this.#record = next;
    this.#thread = thread;
    this.scope.noticeDue(next.dueAt);
  }

  /** A storage may fail after it wrote: then the record itself says what happened. */
  async #wasCommitted(expected: TypedRecord<"run">): Promise<boolean> {
    const stored = await this.scope.storage.find("run", this.runId);
    return (
      stored?.version === expected.version &&
      stored.value.lastSequence === expected.value.lastSequence
    );
  }

  async #reload(): Promise<void> {
    const [record, thread] = await Promise.all([
      this.scope.storage.find("run", this.runId),
      this.scope.storage.find("thread", this.threadId),
    ]);
    if (
      record === undefined ||
      thread === undefined ||
      record.value.claims !== this.record.claims ||
      record.value.ownerId !== this.record.ownerId
    ) {
      this.stop("lost");
      throw new RunLostError();
    }
    const asked =
      record.value.run.status === "cancelling" && this.record.run.status !== "cancelling";
    this.#record = record;
    this.#thread = thread;
    if (asked) {
      this.emit({ type: "thread.run.cancelling", data: record.value.run });
      this.stop("cancelled");
    }
  }

  #exclusively<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = this.#last.then(work, work);
    this.#last = result.catch(() => undefined);
    return result;
  }
}
