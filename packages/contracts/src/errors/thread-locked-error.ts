import { InhouseError } from "./inhouse-error.ts";

/** The thread has an active run, and what was asked for must wait until that run has ended. */
export class ThreadLockedError extends InhouseError {
  /** Always `thread_locked`. */
  readonly code = "thread_locked";
  /** The thread. */
  readonly threadId: string;
  /** Its active run. */
  readonly runId: string;

  /**
   * @param threadId - the thread
   * @param runId - its active run
   * @param attempted - what was asked for, as in "create a message"
   */
  constructor(threadId: string, runId: string, attempted: string) {
    super(
      `Cannot ${attempted} on thread '${threadId}' while run '${runId}' is active. Wait for it, cancel it, or create the next run with whenBusy 'queue' or 'interrupt'.`,
    );
    this.threadId = threadId;
    this.runId = runId;
  }
}
