import type { RunStatus } from "../objects/run.ts";
import { InhouseError } from "./inhouse-error.ts";

/** The event cannot happen to a run of this status. */
export class RunTransitionError extends InhouseError {
  /** Always `run_transition`. */
  readonly code = "run_transition";
  /** The run's status. */
  readonly status: RunStatus;
  /** The event that was refused. */
  readonly event: string;

  /**
   * @param status - the run's status
   * @param event - the event that was refused
   */
  constructor(status: RunStatus, event: string) {
    super(`A run with status '${status}' does not accept '${event}'.`);
    this.status = status;
    this.event = event;
  }
}
