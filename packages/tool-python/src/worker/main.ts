import { parentPort, receiveMessageOnPort, workerData } from "node:worker_threads";
import type { AnswerMessage, WorkerMessage } from "../protocol/messages.ts";
import type { ThreadData } from "../protocol/thread-data.ts";
import { startSandbox } from "./start-sandbox.ts";

/** The entry of the worker thread: one Python interpreter, one call at a time. */
const thread = parentPort;
if (thread === null) throw new Error("this module is the entry of a worker thread");
const { settings, interrupt, from, answers, answered } = workerData as ThreadData;
const answerCount = new Int32Array(answered);

function buffersOf(message: WorkerMessage): ArrayBuffer[] {
  if (message.type === "done") return message.files.map((file) => file.bytes.buffer as ArrayBuffer);
  const memory = message.type === "saved" ? message.state?.memory : undefined;
  return memory === undefined ? [] : [memory.buffer as ArrayBuffer];
}

/** Taken before the waiting begins: an answer that comes in between ends it at once. */
function receiveAnswer(waitMs: number): AnswerMessage | undefined {
  const count = Atomics.load(answerCount, 0);
  const received = receiveMessageOnPort(answers);
  if (received !== undefined) return received.message as AnswerMessage;
  if (waitMs > 0) Atomics.wait(answerCount, 0, count, waitMs);
  return receiveMessageOnPort(answers)?.message as AnswerMessage | undefined;
}

const handle = await startSandbox(settings, from, {
  // The host writes to it.
  interrupt: { cell: new Uint8Array(interrupt, 0, 1), look: () => {} },
  post: (message) => thread.postMessage(message, buffersOf(message)),
  receiveAnswer,
  standStill() {
    const never = new Int32Array(new SharedArrayBuffer(4));
    for (;;) Atomics.wait(never, 0, 0);
  },
});
if (handle !== undefined) thread.on("message", handle);
