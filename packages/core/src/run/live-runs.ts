import type { Message, RunStep, StorageChange } from "@inhouse/contracts";
import type { LiveRun } from "./live-run.ts";

/** The runs that this process executes at the moment. */
export class LiveRuns {
  readonly #runs = new Map<string, LiveRun>();
  #isDraining = false;

  /** How many they are. */
  get size(): number {
    return this.#runs.size;
  }

  /** Whether this process takes up no run any more. */
  get isDraining(): boolean {
    return this.#isDraining;
  }

  add(live: LiveRun): void {
    if (this.#isDraining) live.drain();
    this.#runs.set(keyOf(live.tenant, live.runId), live);
  }

  remove(live: LiveRun): void {
    const key = keyOf(live.tenant, live.runId);
    if (this.#runs.get(key) === live) this.#runs.delete(key);
  }

  find(tenant: string, runId: string): LiveRun | undefined {
    return this.#runs.get(keyOf(tenant, runId));
  }

  /** Somebody else may have written these runs: asked them to stop, say. */
  lookAgain({ tenant, partition }: StorageChange): void {
    for (const live of this.#runs.values()) {
      const isOther = tenant !== null && tenant !== live.tenant;
      if (isOther || (partition !== null && partition !== live.threadId)) continue;
      live.lookAgain();
    }
  }

  /** The process is about to end: each run stops where its next commit leaves it. */
  drain(): void {
    this.#isDraining = true;
    for (const live of this.#runs.values()) live.drain();
  }

  /** A message that is being written is in no storage yet, but its events already name it. */
  findMessage(tenant: string, messageId: string): Message | undefined {
    return this.#search(tenant, (live) => live.openTurn?.findMessage(messageId));
  }

  /** The same for a step. */
  findStep(tenant: string, stepId: string): RunStep | undefined {
    return this.#search(tenant, (live) => live.openTurn?.findStep(stepId));
  }

  #search<Found>(tenant: string, search: (live: LiveRun) => Found | undefined): Found | undefined {
    for (const live of this.#runs.values()) {
      const found = live.tenant === tenant ? search(live) : undefined;
      if (found !== undefined) return found;
    }
    return undefined;
  }
}

function keyOf(tenant: string, runId: string): string {
  return `${tenant} ${runId}`;
}
