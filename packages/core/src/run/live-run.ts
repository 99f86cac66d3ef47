import { StorageConflictError, StorageError } from "@inhouse/contracts";
import type { UnnumberedEvent } from "../events/packed-event.ts";
import { RunTail } from "../events/run-tail.ts";
import type { Scope } from "../scope/scope.ts";
import type { RunRecord, ThreadRecord } from "../storage/record-values.ts";
import type { TypedRecord } from "../storage/tenant-storage.ts";
import type { FlushedLog } from "./flushed-log.ts";
import { nothingFlushed, readFlushedLog } from "./flushed-log.ts";
import type { OpenTurn } from "./open-turn.ts";
import { pause } from "./pause.ts";
import type {
  CommitState,
  PendingEvents,
  PreparedCommit,
  RunCommit,
  StoredRun,
} from "./prepare-commit.ts";
import { prepareCommit } from "./prepare-commit.ts";
import { RunLostError } from "./run-lost-error.ts";
import { faultPausesMs, maxAttempts, neverAborts } from "./storage-patience.ts";
import { storeAhead } from "./store-ahead.ts";

/** Why a run must stop where it is. */
export type StopReason = "cancelled" | "expired" | "released" | "lost";

/** Why what still works for a run is stopped at its end. Made once: with its stack, one takes about as long as a commit. */
const ended = new DOMException("The run has ended.", "AbortError");

const unchanged = ({ run }: CommitState): RunCommit => ({ run, writes: [], events: [] });

/**
 * A run in the hands of this process. All its writes go through `commit`, one after the other, each under the version that
 * the last one left. If anybody else wrote the run meanwhile, the commit is decided anew on what is there now, or refused
 * with {@link RunLostError} if the run changed hands: the mark of the last owner's commit says whether it did.
 */
export class LiveRun {
  readonly runId: string;
  readonly threadId: string;
  readonly tenant: string;
  readonly tail: RunTail;
  readonly scope: Scope;
  /** What the model is writing; null: nothing. */
  openTurn: OpenTurn | null = null;
  readonly #stopping = new AbortController();
  #stored: StoredRun;
  #stopReason: StopReason | null = null;
  #wasClaimed = false;
  /** Whether this process has the lease, as far as it knows. */
  #holds = false;
  #isLooking = false;
  #isDraining = false;
  #isResting = false;
  #last: Promise<unknown> = Promise.resolve();

  constructor(scope: Scope, record: TypedRecord<"run">, thread: TypedRecord<"thread">) {
    this.scope = scope;
    this.tenant = scope.tenant;
    this.runId = record.id;
    this.threadId = thread.id;
    this.#stored = { record, thread, flushed: nothingFlushed, isAbandoned: false };
    const { shared, durable } = scope.rawStorage.capabilities;
    this.tail = new RunTail({
      lastStored: record.value.lastSequence,
      showsUnstored: !shared && !durable,
      onShown: () => scope.signals.notify(record.id),
    });
  }

  get record(): RunRecord {
    return this.#stored.record.value;
  }

  get thread(): ThreadRecord {
    return this.#stored.thread.value;
  }

  get stopReason(): StopReason | null {
    return this.#stopReason;
  }

  /** Whether this process took the run up. */
  get wasClaimed(): boolean {
    return this.#wasClaimed;
  }

  /** Whether this process took the run up, and has let go of it again. */
  get isOver(): boolean {
    return this.#wasClaimed && !this.#holds;
  }

  /** Aborts when the run must stop. */
  get signal(): AbortSignal {
    return this.#stopping.signal;
  }

  emit(event: UnnumberedEvent): void {
    this.tail.append(event);
  }

  /** The process is about to end: the run is handed back as soon as what is under way is stored. */
  drain(): void {
    this.#isDraining = true;
    if (this.#isResting) this.stop("released");
  }

  /** Nothing is under way: whoever hands runs back may do it now. */
  reachCommit(): void {
    if (this.#isDraining) this.stop("released");
  }

  /** Waits with nothing under way, until it is time or the run must stop. */
  async rest(milliseconds: number): Promise<void> {
    this.reachCommit();
    this.#isResting = true;
    await pause(this.scope.clock, milliseconds, this.signal);
    this.#isResting = false;
  }

  /** Makes provider and tools stop. The first reason counts, but for a loss, which outweighs all. */
  stop(reason: StopReason): void {
    if (this.#stopReason === null || reason === "lost") this.#stopReason = reason;
    this.#stopping.abort();
  }

  /** This process is done with the run. Whatever still works for it is stopped, and what is not stored never will be. */
  end(): void {
    this.#stopping.abort(ended);
    this.tail.close();
  }

  /**
   * Shuts out an owner that is gone, or only slow, and takes in what it had stored ahead of a commit that it did not make;
   * nothing happens to a run that had none.
   *
   * @throws RunLostError if somebody else was faster
   */
  inherit(): Promise<void> {
    return this.#exclusively(async () => {
      if (this.record.leaseExpiresAt === null) return;
      // Behind this commit, nothing of that owner's can be stored any more.
      await this.#commit(unchanged, null);
      const flushed = await this.#readFlushed();
      if (flushed === nothingFlushed) return;
      this.#stored = { ...this.#stored, flushed, isAbandoned: true };
      this.tail.beginBehind(this.record.lastSequence + flushed.events.length);
    });
  }

  /** Without what was stored ahead nothing can be stored behind it: what cannot be read now is left to the lease. */
  async #readFlushed(): Promise<FlushedLog> {
    try {
      return await readFlushedLog(this.scope.storage, this.#stored.record);
    } catch (error) {
      this.scope.onError(error);
      return this.#lose();
    }
  }

  /** Looks at the record again, because somebody else may have written it. */
  refresh(): Promise<void> {
    return this.#exclusively(async () => {
      await this.#readAgain(new Map());
    });
  }

  /** The same, without a word: what cannot be read now is found out by the next commit. */
  lookAgain(): void {
    if (this.#isLooking) return;
    this.#isLooking = true;
    const done = (): void => {
      this.#isLooking = false;
    };
    this.refresh().then(done, done);
  }

  /**
   * Writes, and tells readers what they have not seen yet.
   *
   * @param decide - decides on the records as they are; called again when they changed meanwhile
   * @throws RunLostError if the run is no longer this process's, or was not when this is the commit that claims it
   */
  commit(decide: (state: CommitState) => RunCommit): Promise<void> {
    return this.#withPending((pending) => this.#commit(decide, pending));
  }

  /** Stores what has happened so far, so that readers see it; nothing happens to a run that this process does not hold. */
  flush(): Promise<void> {
    return this.#withPending(async (pending) => {
      if (!this.#holds || pending.length === 0) return null;
      const flushed = await storeAhead(this.scope, pending, {
        stored: () => this.#stored,
        readAgain: () => this.#readAgain(new Map()),
        giveUp: () => this.#lose(),
      });
      this.#stored = { ...this.#stored, flushed };
      return [];
    });
  }

  /** Holds the lease for another while, without a word in the log; nothing happens to a run that holds none. */
  renew(): Promise<void> {
    return this.#exclusively(async () => {
      if (!this.#holds) return;
      await this.#commit(unchanged, null);
    });
  }

  /** @param write - stores what is pending, and returns what it added to that; null: nothing was stored */
  #withPending(
    write: (pending: readonly UnnumberedEvent[]) => Promise<readonly UnnumberedEvent[] | null>,
  ): Promise<void> {
    return this.#exclusively(async () => {
      const pending = this.tail.hold();
      let committed: readonly UnnumberedEvent[] | null = null;
      try {
        committed = await write(pending);
      } finally {
        this.tail.release(committed);
      }
    });
  }

  /** @returns the events that were written behind the pending ones */
  async #commit(
    decide: (state: CommitState) => RunCommit,
    pending: PendingEvents,
  ): Promise<readonly UnnumberedEvent[]> {
    const attempts = new Map<string, PreparedCommit>();
    let faults = 0;
    for (;;) {
      try {
        const written = attempts.size === 0 ? undefined : await this.#readAgain(attempts);
        if (written !== undefined) return written.events;
        if (this.#stopReason === "lost") throw new RunLostError();
        const next = prepareCommit(this.scope, this.#stored, decide, pending);
        attempts.set(next.record.value.ownerMark, next);
        await this.scope.storage.commit(next.writes);
        this.#adopt(next);
        return next.events;
      } catch (error) {
        const isAgain = error instanceof StorageConflictError && attempts.size < maxAttempts;
        const delay = error instanceof StorageError ? faultPausesMs[faults++] : undefined;
        if (delay !== undefined) await pause(this.scope.clock, delay, neverAborts);
        else if (!isAgain) throw error;
      }
    }
  }

  /**
   * Takes in what others wrote.
   *
   * @param attempts - commits of ours whose outcome is not known, by their marks
   * @returns the one of them that was written after all; undefined: none was
   * @throws RunLostError if the run is not this process's any more
   */
  async #readAgain(
    attempts: ReadonlyMap<string, PreparedCommit>,
  ): Promise<PreparedCommit | undefined> {
    const [record, thread] = await Promise.all([
      this.scope.storage.find("run", this.runId),
      this.scope.storage.find("thread", this.threadId),
    ]);
    const mark = record?.value.ownerMark ?? "";
    const written = attempts.get(mark);
    const unchanged = this.#holds
      ? mark === this.record.ownerMark
      : record?.version === this.#stored.record.version;
    if (record === undefined || thread === undefined || !(written !== undefined || unchanged)) {
      return this.#lose();
    }
    const wasCancelling = this.record.run.status === "cancelling";
    const { flushed, isAbandoned } = written ?? this.#stored;
    this.#adopt({ record, thread, flushed, isAbandoned });
    if (this.record.run.status === "cancelling" && !wasCancelling) this.stop("cancelled");
    return written;
  }

  #lose(): never {
    this.stop("lost");
    throw new RunLostError();
  }

  #adopt({ record, thread, flushed, isAbandoned }: StoredRun): void {
    this.#stored = { record, thread, flushed, isAbandoned };
    this.#holds = record.value.leaseExpiresAt !== null;
    this.#wasClaimed ||= this.#holds;
    this.scope.noticeDue(record.dueAt);
  }

  #exclusively<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = this.#last.then(work, work);
    this.#last = result.catch(() => undefined);
    return result;
  }
}
