import type { Clock } from "@inhouse/contracts";
import { InvalidInputError, UnsupportedRuntimeError } from "@inhouse/contracts";
import type { CodeInterpreterMode } from "../code-interpreter-options.ts";
import type { CodeInterpreterLimits } from "../limits.ts";
import type { ProcessModeOptions } from "../process-mode-options.ts";
import type { PackageSettings } from "../protocol/messages.ts";
import { RemoteInterpreter } from "../remote/remote-interpreter.ts";
import type { Interpreter } from "./interpreter.ts";
import { pythonStarter } from "./python-starter.ts";
import type { ThreadOfTenant } from "./session-pool.ts";
import type { OpenTransport } from "./transport.ts";
import { openWorkerTransport } from "./worker-transport.ts";

/** What all interpreters of one tool have in common. */
export interface InterpreterStarterOptions {
  readonly mode: Exclude<CodeInterpreterMode, "off">;
  readonly process: ProcessModeOptions;
  readonly limits: CodeInterpreterLimits;
  readonly clock: Clock;
  readonly pyodideUrl: string | null;
  readonly snapshotFolder: string | null;
  readonly packages: () => Promise<PackageSettings | null>;
}

/** Starts an interpreter for a thread, or one that waits for its thread. */
export type InterpreterStarter = (thread: ThreadOfTenant | null) => Promise<Interpreter>;

function openProcess(options: ProcessModeOptions): OpenTransport {
  return async (settings, events, from) => {
    let transports: typeof import("./process-transport.ts");
    try {
      transports = await import("./process-transport.ts");
    } catch (cause) {
      const feature = "code_interpreter in the mode `process`";
      throw new UnsupportedRuntimeError(feature, "child processes", { cause });
    }
    return transports.openProcessTransport(options)(settings, events, from);
  };
}

/**
 * @param options - the mode, and what belongs to it
 * @returns what starts interpreters of that mode, and never of another
 * @throws InvalidInputError if the mode is not one
 */
export function interpreterStarter(options: InterpreterStarterOptions): InterpreterStarter {
  const { mode, limits, clock } = options;
  if (typeof mode === "object" && mode !== null) {
    return (thread) => {
      if (thread === null) throw new Error("a remote sandbox opens sessions for threads only");
      return RemoteInterpreter.start({ sandbox: mode, limits, clock, thread });
    };
  }
  if (mode !== "worker" && mode !== "process") {
    throw new InvalidInputError({
      param: "mode",
      expected: "`worker`, `process`, `off` or a remote sandbox",
      received: String(mode),
    });
  }
  const open = mode === "worker" ? openWorkerTransport : openProcess(options.process);
  return pythonStarter({ ...options, open });
}
