import { parentPort, workerData } from "node:worker_threads";
import type { HostMessage, WorkerMessage, WorkerStart } from "../protocol/messages.ts";
import { bootSandbox } from "./boot.ts";
import { OutputCollector } from "./collect-outputs.ts";
import { errno } from "./emscripten.ts";
import type { OutputWriter } from "./output-writer.ts";
import { createOutputWriter } from "./output-writer.ts";
import { SandboxSession } from "./sandbox-session.ts";

/** The entry of the worker thread: one Python interpreter, one call at a time. */
const port = parentPort;
if (port === null) throw new Error("this module is the entry of a worker thread");
const { settings, snapshot, wasmModule } = workerData as WorkerStart;
const post = (message: WorkerMessage, transfer: readonly ArrayBuffer[] = []): void =>
  port.postMessage(message, transfer);

function violated(operation: string): never {
  post({ type: "violation", operation });
  // The WebAssembly stack cannot be unwound safely from here: wait for the host to end this thread.
  const never = new Int32Array(new SharedArrayBuffer(4));
  for (;;) Atomics.wait(never, 0, 0);
}

const reasonOf = (error: unknown): string =>
  (error instanceof Error ? `${error.name}: ${error.message}` : String(error)).slice(0, 500);

async function start(into: typeof port & object): Promise<void> {
  let output: OutputWriter | undefined;
  const sandbox = await bootSandbox({
    settings,
    snapshot,
    wasmModule,
    violated,
    output: (fs) => {
      output = createOutputWriter({
        limitBytes: settings.printedBytes,
        send: (stream, text) => post({ type: "output", stream, text }),
        full: () => new fs.ErrnoError(errno.fileTooLarge),
      });
      return output;
    },
  });
  if (output === undefined) throw new Error("the sandbox has no output");
  const session = new SandboxSession({
    sandbox,
    output,
    collector: new OutputCollector(sandbox.fs, "/outputs", {
      maxFiles: settings.maxOutputFiles,
      maxFileBytes: settings.maxOutputFileBytes,
      maxTotalBytes: settings.maxOutputTotalBytes,
    }),
    interrupt: new Uint8Array(settings.interrupt, 0, 1),
    valueChars: settings.valueChars,
  });
  into.on("message", (message: HostMessage) => {
    try {
      if (message.type === "write") session.write(message.path, message.bytes);
      else if (message.type === "remove") session.remove(message.path);
      else if (message.type === "allow_wasm") session.allowWasm(message.sha256);
      else {
        const done = session.run(message.code);
        post(
          done,
          done.files.map((file) => file.bytes.buffer as ArrayBuffer),
        );
      }
    } catch (error) {
      post({ type: "fatal", reason: reasonOf(error) });
    }
  });
  post({ type: "ready" });
}

start(port).catch((error: unknown) => post({ type: "boot_failed", reason: reasonOf(error) }));
