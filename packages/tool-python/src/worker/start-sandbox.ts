import type { TaskMessage, WorkerSettings } from "../protocol/messages.ts";
import type { StartingPoint } from "../protocol/starting-point.ts";
import { bootSandbox } from "./boot.ts";
import { OutputCollector } from "./collect-outputs.ts";
import { errno } from "./emscripten.ts";
import type { OutputWriter } from "./output-writer.ts";
import { createOutputWriter } from "./output-writer.ts";
import type { SandboxPort } from "./sandbox-port.ts";
import { SandboxSession } from "./sandbox-session.ts";

/** The end of a Python traceback says what went wrong. */
const reasonOf = (error: unknown): string =>
  (error instanceof Error ? `${error.name}: ${error.message}` : String(error)).slice(-500);

async function openSession(
  settings: WorkerSettings,
  from: StartingPoint,
  port: SandboxPort,
): Promise<SandboxSession> {
  let output: OutputWriter | undefined;
  const sandbox = await bootSandbox({
    settings,
    from,
    port,
    violated(operation) {
      port.post({ type: "violation", operation });
      // The WebAssembly stack cannot be unwound safely from here.
      return port.standStill();
    },
    output: (fs) => {
      output = createOutputWriter({
        limitBytes: settings.printedBytes,
        send: (stream, text) => port.post({ type: "output", stream, text }),
        full: () => new fs.ErrnoError(errno.fileTooLarge),
      });
      return output;
    },
  });
  if (output === undefined) throw new Error("the sandbox has no output");
  return new SandboxSession({
    sandbox,
    output,
    collector: new OutputCollector(sandbox.fs, "/outputs", {
      maxFiles: settings.maxOutputFiles,
      maxFileBytes: settings.maxOutputFileBytes,
      maxTotalBytes: settings.maxOutputTotalBytes,
    }),
    valueChars: settings.valueChars,
  });
}

function handle(session: SandboxSession, port: SandboxPort, message: TaskMessage): void {
  try {
    if (message.type === "write") session.write(message.path, message.bytes);
    else if (message.type === "remove") session.remove(message.path);
    else if (message.type === "allow_wasm") session.allowWasm(message.sha256);
    else port.post(session.run(message.code));
  } catch (error) {
    port.post({ type: "fatal", reason: reasonOf(error) });
  }
}

/**
 * Starts one Python interpreter and tells the host that it is ready, or that it cannot be started.
 *
 * @param settings - limits and places
 * @param from - what Python starts from
 * @param port - the way to the host
 * @returns what is to be called with every message of the host, one at a time; undefined if Python does not start
 */
export async function startSandbox(
  settings: WorkerSettings,
  from: StartingPoint,
  port: SandboxPort,
): Promise<((message: TaskMessage) => void) | undefined> {
  try {
    const session = await openSession(settings, from, port);
    port.post({ type: "ready" });
    return (message) => handle(session, port, message);
  } catch (error) {
    port.post({ type: "boot_failed", reason: reasonOf(error) });
    return undefined;
  }
}
