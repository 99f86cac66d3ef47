import type { Clock } from "@inhouse/contracts";
import { UnsupportedRuntimeError } from "@inhouse/contracts";
import type { CodeInterpreterLimits } from "../limits.ts";
import type { PackageSettings } from "../protocol/messages.ts";
import type { Foundation } from "../snapshot/foundation.ts";
import type { Interpreter } from "./interpreter.ts";
import { PythonStartError } from "./interpreter.ts";
import { SealedInterpreter } from "./sealed-interpreter.ts";
import type { OpenTransport } from "./transport.ts";

/** How interpreters are started. */
export interface PythonStarterOptions {
  readonly limits: CodeInterpreterLimits;
  readonly clock: Clock;
  /** The folder of Pyodide's files as a `file:` URL with a slash at its end; null: that of the installed package. */
  readonly pyodideUrl: string | null;
  /** Where snapshots are kept; null: beside this package's code. */
  readonly snapshotFolder: string | null;
  /** @returns the packages that the next interpreter can install; null: none */
  readonly packages: () => Promise<PackageSettings | null>;
  /** Starts the sandbox. */
  readonly open: OpenTransport;
}

const nothing: Foundation = { snapshot: null, key: null, wasmModule: null, reason: null };

async function foundationOf(options: PythonStarterOptions): Promise<Foundation> {
  let loaded: typeof import("../snapshot/foundation.ts");
  try {
    // It needs modules of Node.js, which are not everywhere where this package can be imported.
    loaded = await import("../snapshot/foundation.ts");
  } catch (cause) {
    throw new UnsupportedRuntimeError("code_interpreter", "worker threads", { cause });
  }
  const { pyodideUrl, snapshotFolder } = options;
  return loaded.layFoundation({ pyodideUrl, snapshotFolder });
}

function warn(reason: string): void {
  process.emitWarning(`Python starts without a snapshot, which takes seconds: ${reason}`, {
    type: "InhouseWarning",
    code: "INHOUSE_PYTHON_SNAPSHOT",
  });
}

/**
 * Starts interpreters from a snapshot, and without one if it turns out to be of no use.
 *
 * @param options - limits and surroundings
 * @returns starts one; it throws UnsupportedRuntimeError where there are no worker threads, and PythonStartError if
 *   Pyodide does not start
 */
export function pythonStarter(options: PythonStarterOptions): () => Promise<Interpreter> {
  let laid: Promise<Foundation> | null = null;
  return async () => {
    laid ??= foundationOf(options);
    const foundation = await laid;
    const packages = await options.packages();
    try {
      return await SealedInterpreter.start({ ...options, packages, from: foundation });
    } catch (error) {
      if (!(error instanceof PythonStartError) || foundation.snapshot === null) throw error;
      const worker = await SealedInterpreter.start({ ...options, packages, from: nothing });
      laid = Promise.resolve(nothing);
      warn(error.message);
      return worker;
    }
  };
}
