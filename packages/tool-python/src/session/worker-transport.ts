import { UnsupportedRuntimeError } from "@inhouse/contracts";
import type { HostMessage, WorkerSettings } from "../protocol/messages.ts";
import type { StartingPoint } from "../protocol/starting-point.ts";
import type { ThreadData } from "../protocol/thread-data.ts";
import type { Transport, TransportEvents } from "./transport.ts";

const keyboardInterrupt = 2;

async function loadWorkerThreads(): Promise<typeof import("node:worker_threads")> {
  try {
    return await import("node:worker_threads");
  } catch (cause) {
    throw new UnsupportedRuntimeError("code_interpreter", "worker threads", { cause });
  }
}

function buffersOf(message: HostMessage): ArrayBuffer[] {
  if (message.type === "write") return [message.bytes.buffer as ArrayBuffer];
  return message.type === "restore" ? [message.state.memory.buffer as ArrayBuffer] : [];
}

const reasonOf = (error: Error & { readonly code?: unknown }): "memory" | "crashed" =>
  error.code === "ERR_WORKER_OUT_OF_MEMORY" ? "memory" : "crashed";

/**
 * Starts a sandbox in a thread of this process.
 *
 * @param settings - what it is told at its start
 * @param events - who hears of it
 * @param from - what Python starts from
 * @throws UnsupportedRuntimeError where there are no worker threads
 */
export async function openWorkerTransport(
  settings: WorkerSettings,
  events: TransportEvents,
  from: StartingPoint,
): Promise<Transport> {
  const { MessageChannel, Worker } = await loadWorkerThreads();
  const source = import.meta.url;
  const entry = new URL(`../worker/main${source.endsWith(".ts") ? ".ts" : ".js"}`, source);
  const shared = new SharedArrayBuffer(4);
  const interrupt = new Uint8Array(shared);
  // Each thread gets a copy of its own: one that all shared could be changed by one that was taken over.
  const snapshot = from.snapshot === null ? null : Uint8Array.from(from.snapshot);
  const answered = new Int32Array(new SharedArrayBuffer(4));
  const { port1: answers, port2 } = new MessageChannel();
  const data: ThreadData = {
    settings,
    interrupt: shared,
    from: { snapshot, wasmModule: from.wasmModule },
    answers: port2,
    answered: answered.buffer,
  };
  const worker = new Worker(entry, {
    name: "inhouse-python",
    workerData: data,
    transferList: snapshot === null ? [port2] : [port2, snapshot.buffer],
    env: {},
    argv: [],
    execArgv: [],
    stdin: false,
    // Kept from the process's own streams, and never read: reading them would keep the process alive.
    stdout: true,
    stderr: true,
    resourceLimits: {
      maxOldGenerationSizeMb: 128,
      maxYoungGenerationSizeMb: 16,
      // Python's recursion limit must be reached before the end of the thread's stack.
      stackSizeMb: 8,
    },
  });
  worker.on("message", (value: unknown) => events.received(value));
  worker.on("messageerror", () => events.broke("crashed", "it sent a message that cannot be read"));
  worker.on("error", (error) => events.broke(reasonOf(error), error.message));
  worker.on("exit", () => events.broke("crashed", "its thread ended"));
  let isEnding = false;
  return {
    send(message) {
      if (message.type === "answer") {
        answers.postMessage(message);
        Atomics.add(answered, 0, 1);
        Atomics.notify(answered, 0);
        return;
      }
      if (message.type === "run") Atomics.store(interrupt, 0, 0);
      worker.postMessage(message, buffersOf(message));
    },
    interrupt: () => void Atomics.store(interrupt, 0, keyboardInterrupt),
    hold(held) {
      // Who waits for the end must not lose the process before it.
      if (isEnding) return;
      if (held) worker.ref();
      else worker.unref();
    },
    async terminate() {
      isEnding = true;
      answers.close();
      await worker.terminate();
    },
  };
}
