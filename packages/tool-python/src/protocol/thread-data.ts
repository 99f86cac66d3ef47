import type { MessagePort } from "node:worker_threads";
import type { WorkerSettings } from "./messages.ts";
import type { StartingPoint } from "./starting-point.ts";

/** What a worker thread is started with. */
export interface ThreadData {
  readonly settings: WorkerSettings;
  /** One byte: 2 asks Python to stop with a KeyboardInterrupt. */
  readonly interrupt: SharedArrayBuffer;
  /** What Python starts from; the memory in it is the thread's own copy. */
  readonly from: StartingPoint;
  /** Where answers to calls of tools come in. */
  readonly answers: MessagePort;
  /** One Int32: how many answers came. Whoever waits for one waits for this to change. */
  readonly answered: SharedArrayBuffer;
}
