import { constants, readSync } from "node:fs";
import type { TaskMessage } from "../protocol/messages.ts";
import type { ProcessData } from "../protocol/process-data.ts";
import { memoryDescriptor, processPipes } from "../protocol/process-pipes.ts";
import { startSandbox } from "../worker/start-sandbox.ts";
import { pipeAnswers } from "./pipe-answers.ts";
import { pipeInterrupt } from "./pipe-interrupt.ts";
import { HostGoneError, readMessage, writeMessage } from "./sync-pipe.ts";
import { waitingPipe } from "./waiting-pipe.ts";

/** The entry of the child process: one Python interpreter in its main thread, one call at a time. */
const exit = process.exit.bind(process) as () => never;

function orExit<T>(action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (error instanceof HostGoneError) exit();
    throw error;
  }
}

const nextMessage = (): unknown => orExit(() => readMessage(processPipes.toSandbox));

// Node refuses it under `--permission`, and Emscripten reads the numbers of the open flags from it.
Object.defineProperty(process, "binding", {
  configurable: true,
  value(name: string) {
    if (name !== "constants") throw new Error("not available in the Python sandbox");
    return { fs: constants };
  },
});

function memoryOf({ snapshot }: ProcessData): Uint8Array | null {
  if (typeof snapshot !== "number") return snapshot;
  const memory = new Uint8Array(snapshot);
  for (let filled = 0, count = 1; filled < snapshot && count > 0; filled += count) {
    count = readSync(memoryDescriptor, memory, filled, snapshot - filled, filled);
  }
  return memory;
}

const data = nextMessage() as ProcessData;
const interrupt = pipeInterrupt(waitingPipe(processPipes.interrupts, exit));
const handle = await startSandbox(
  data.settings,
  { snapshot: memoryOf(data), wasmModule: null },
  {
    interrupt: interrupt.flag,
    post: (message) => orExit(() => writeMessage(processPipes.fromSandbox, message)),
    receiveAnswer: pipeAnswers(waitingPipe(processPipes.answers, exit)),
    standStill() {
      for (;;) nextMessage();
    },
  },
);
// No event loop from here on: a pipe that closes ends the process at once, whether it is idle or busy.
while (handle !== undefined) {
  const message = nextMessage() as TaskMessage;
  if (message.type === "run") interrupt.beginRun();
  handle(message);
}
