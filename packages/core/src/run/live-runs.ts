import type { Message, RunStep } from "@inhouse/contracts";
import type { LiveRun } from "./live-run.ts";

/** The runs that this process executes at the moment. */
export class LiveRuns {
  readonly #runs = new Map<string, LiveRun>();

  add(live: LiveRun): void {
    this.#runs.set(live.runId, live);
  }

  remove(live: LiveRun): void {
    if (this.#runs.get(live.runId) === live) this.#runs.delete(live.runId);
  }

  find(runId: string): LiveRun | undefined {
    return this.#runs.get(runId);
  }

  all(): readonly LiveRun[] {
    return [...this.#runs.values()];
  }

  /** A message that is being written is in no storage yet, but its events already name it. */
  findMessage(tenant: string, messageId: string): Message | undefined {
    for (const live of this.#runs.values()) {
      if (live.tenant === tenant && live.openMessage?.id === messageId) return live.openMessage;
    }
    return undefined;
  }

  /** The same for a step. */
  findStep(tenant: string, stepId: string): RunStep | undefined {
    for (const live of this.#runs.values()) {
      const step = live.tenant === tenant ? live.openStep(stepId) : undefined;
      if (step !== undefined) return step;
    }
    return undefined;
  }
}
