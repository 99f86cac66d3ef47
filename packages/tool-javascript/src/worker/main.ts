import { parentPort, workerData } from "node:worker_threads";
import type { Engine } from "../engine/engine.ts";
import { loadEngine } from "../engine/load-engine.ts";
import type {
  HostMessage,
  RunMessage,
  WorkerMessage,
  WorkerSettings,
} from "../protocol/messages.ts";
import { Execution, stackBytes } from "./execution.ts";
import { hardenRealm } from "./realm-hardening.ts";

/** The entry of the worker thread: one engine, one execution at a time, each in a machine of its own. */
const port = parentPort;
if (port === null) throw new Error("this module is the entry of a worker thread");
const settings = workerData as WorkerSettings;
const stop = new Int32Array(settings.stop);
const post = (message: WorkerMessage): void => port.postMessage(message);

const reasonOf = (error: unknown): string =>
  (error instanceof Error ? `${error.name}: ${error.message}` : String(error)).slice(0, 500);

async function execute(engine: Engine, run: RunMessage, execution: Execution): Promise<void> {
  try {
    await execution.start();
  } catch (error) {
    post({ type: "fatal", reason: reasonOf(error) });
    return;
  }
  // After the outcome is sent: the next call will hardly wait for it. If it cannot be made, that call says so.
  await engine.prepare({ memoryBytes: run.memoryBytes, stackBytes }).catch(() => {});
}

function listen(engine: Engine, into: typeof port & object): void {
  let current: Execution | null = null;
  const begin = (run: RunMessage): void => {
    current = new Execution({ engine, run, post, shouldStop: () => Atomics.load(stop, 0) !== 0 });
    void execute(engine, run, current);
  };
  into.on("message", (message: HostMessage) => {
    try {
      if (message.type === "run") begin(message);
      else if (message.type === "answer") current?.answer(message.text);
      else current?.stop();
    } catch (error) {
      post({ type: "fatal", reason: reasonOf(error) });
    }
  });
}

try {
  const engine = await loadEngine(settings.engine);
  hardenRealm();
  listen(engine, port);
  post({ type: "ready" });
} catch (error) {
  post({ type: "boot_failed", reason: reasonOf(error) });
}
