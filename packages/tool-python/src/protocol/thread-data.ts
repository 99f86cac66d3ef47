import type { WorkerSettings } from "./messages.ts";

/** What a worker thread is started with. */
export interface ThreadData {
  readonly settings: WorkerSettings;
  /** One byte: 2 asks Python to stop with a KeyboardInterrupt. */
  readonly interrupt: SharedArrayBuffer;
}
