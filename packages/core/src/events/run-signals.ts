import type { StorageChange } from "@inhouse/contracts";

/** Somebody who waits for something to happen to a run. */
export interface RunListener {
  /** Says which thread the run is on: from now on, only changes of that thread wake the listener. */
  follow(threadId: string): void;
  /** Ends the waiting. */
  end(): void;
}

interface Waiting {
  readonly tenant: string;
  readonly runId: string;
  readonly wake: () => void;
  /** Null: unknown yet, so every change may matter. */
  threadId: string | null;
}

/**
 * Tells readers that something about a run changed, here or in another process. It carries nothing: whoever is woken looks
 * for himself, so a reader that is slow, late or gone costs no memory.
 */
export class RunSignals {
  readonly #byRun = new Map<string, Set<Waiting>>();
  /** Those who know their thread, by it. */
  readonly #byThread = new Map<string, Set<Waiting>>();
  readonly #unknown = new Set<Waiting>();

  /** How many runs somebody waits for. */
  get size(): number {
    return this.#byRun.size;
  }

  /** Wakes everybody who waits for this run. */
  notify(runId: string): void {
    wakeAll(this.#byRun.get(runId));
  }

  /** Wakes everybody whom a change in the storage may concern. */
  changed({ tenant, partition }: StorageChange): void {
    if (tenant === null || partition === null) {
      for (const listeners of [...this.#byRun.values()]) wakeAll(listeners);
      return;
    }
    wakeAll(this.#byThread.get(`${tenant} ${partition}`));
    wakeAll(this.#unknown);
  }

  /** @param wake - called whenever something may have happened */
  subscribe(tenant: string, runId: string, wake: () => void): RunListener {
    const waiting: Waiting = { tenant, runId, wake, threadId: null };
    addTo(this.#byRun, runId, waiting);
    this.#unknown.add(waiting);
    return {
      follow: (threadId) => {
        if (waiting.threadId !== null) return;
        waiting.threadId = threadId;
        this.#unknown.delete(waiting);
        addTo(this.#byThread, `${tenant} ${threadId}`, waiting);
      },
      end: () => {
        removeFrom(this.#byRun, runId, waiting);
        this.#unknown.delete(waiting);
        removeFrom(this.#byThread, `${tenant} ${waiting.threadId}`, waiting);
      },
    };
  }
}

function wakeAll(listeners: ReadonlySet<Waiting> | undefined): void {
  for (const { wake } of [...(listeners ?? [])]) wake();
}

function addTo(sets: Map<string, Set<Waiting>>, key: string, waiting: Waiting): void {
  const set = sets.get(key) ?? new Set();
  sets.set(key, set);
  set.add(waiting);
}

function removeFrom(sets: Map<string, Set<Waiting>>, key: string, waiting: Waiting): void {
  const set = sets.get(key);
  set?.delete(waiting);
  if (set?.size === 0) sets.delete(key);
}
