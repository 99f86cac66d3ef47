/** A thread of a tenant. */
export interface ThreadAddress {
  /** Whose. */
  readonly tenant: string;
  /** The thread's id. */
  readonly threadId: string;
}

/** How a dispatcher works. */
export interface WorkOptions {
  /** How many threads may be worked on at once in this process, at least 1. */
  readonly slots: number;
}

/** A dispatcher at work. */
export interface DispatchWorker {
  /**
   * Takes no more rings, and waits for the handlers that are running.
   *
   * @param milliseconds - how long to wait at most; then their signal aborts, and it waits for them to return
   */
  drain(milliseconds: number): Promise<void>;
}

/**
 * Brings a thread that has work to a process that does it. A ring is a doorbell, not a task: it carries no state, and who
 * may execute a run is decided by the storage alone, so a ring that is lost, late or doubled costs time and nothing else.
 */
export interface Dispatcher {
  /**
   * Says that a thread may have work. At least once for every ring, a handler is called after it.
   *
   * @param address - the thread
   */
  ring(address: ThreadAddress): Promise<void>;

  /**
   * Starts to answer rings. In one process, one thread is handled once at a time, and a ring that comes meanwhile is
   * handled again afterwards.
   *
   * @param handler - does all the work that the thread has; its signal aborts when a drain runs out of time
   * @param options - how many at once
   */
  work(
    handler: (address: ThreadAddress, signal: AbortSignal) => Promise<void>,
    options: WorkOptions,
  ): DispatchWorker;
}
