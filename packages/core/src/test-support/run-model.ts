import type { RunStatus } from "@inhouse/contracts";
import type { BusyPolicy } from "../run/run-input.ts";

/** What a run of the model does when its turn comes: it answers, waits for its caller, or never ends by itself. */
export type ModelPlan = "answer" | "wait" | "hang";

interface ModelledRun {
  readonly plan: ModelPlan;
  readonly expiresAt: number;
  status: RunStatus;
}

/** All that callers can know of the runs of one thread, by the rules of statuses alone: nothing dies here, and nothing takes time. */
export class RunModel {
  readonly runs: ModelledRun[] = [];
  #now = 0;
  #active: ModelledRun | null = null;
  #queue: ModelledRun[] = [];

  /** @returns whether it is refused */
  create(plan: ModelPlan, whenBusy: BusyPolicy, expiresInMs: number): boolean {
    if (this.#active !== null && whenBusy === "reject") return true;
    const run: ModelledRun = { plan, expiresAt: this.#now + expiresInMs, status: "queued" };
    this.runs.push(run);
    if (this.#active === null) this.#begin(run);
    else if (whenBusy === "queue") this.#queue.push(run);
    else {
      this.#queue.unshift(run);
      this.#end(this.#active, "cancelled");
    }
    return false;
  }

  cancel(index: number): boolean {
    const run = this.runs[index];
    if (run === undefined || isOver(run)) return true;
    this.#end(run, "cancelled");
    return false;
  }

  submit(index: number): boolean {
    const run = this.runs[index];
    if (run?.status !== "requires_action") return true;
    this.#end(run, "completed");
    return false;
  }

  tick(milliseconds: number): void {
    const end = this.#now + milliseconds;
    for (;;) {
      const open = this.runs.filter((run) => !isOver(run) && run.expiresAt <= end);
      const [first] = open.sort((a, b) => a.expiresAt - b.expiresAt);
      if (first === undefined) break;
      this.#now = first.expiresAt;
      this.#end(first, "expired");
    }
    this.#now = end;
  }

  #begin(run: ModelledRun): void {
    this.#active = run;
    if (run.expiresAt <= this.#now) this.#end(run, "expired");
    else if (run.plan === "answer") this.#end(run, "completed");
    else run.status = run.plan === "wait" ? "requires_action" : "in_progress";
  }

  #end(run: ModelledRun, status: RunStatus): void {
    run.status = status;
    this.#queue = this.#queue.filter((one) => one !== run);
    if (this.#active !== run) return;
    this.#active = null;
    const next = this.#queue.shift();
    if (next !== undefined) this.#begin(next);
  }
}

function isOver({ status }: ModelledRun): boolean {
  return ["completed", "cancelled", "expired"].includes(status);
}
