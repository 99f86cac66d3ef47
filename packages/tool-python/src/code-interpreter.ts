import type { JsonValue, Tool, ToolContext, ToolResult } from "@inhouse/contracts";
import { InvalidInputError, PythonPackageError, UnsupportedRuntimeError } from "@inhouse/contracts";
import { codeInterpreterFunction, codeInterpreterName } from "./code-interpreter-function.ts";
import type { CodeInterpreterOptions } from "./code-interpreter-options.ts";
import { saveOutputs } from "./files/save-outputs.ts";
import type { CodeInterpreterLimits } from "./limits.ts";
import { resolveLimits } from "./limits.ts";
import { PackageSource } from "./packages/package-source.ts";
import { explainOutcome } from "./result/explain-outcome.ts";
import type { InterpreterError } from "./result/interpreter-error.ts";
import { notRun } from "./result/interpreter-error.ts";
import { failedResult, toolResult } from "./result/tool-result.ts";
import { PythonStartError } from "./session/interpreter.ts";
import { interpreterStarter } from "./session/interpreter-starter.ts";
import type { Session } from "./session/session.ts";
import { SessionBusyError } from "./session/session.ts";
import { SessionPool } from "./session/session-pool.ts";
import { switchedOffInterpreter } from "./switched-off.ts";
import { systemClock } from "./system-clock.ts";

/** The tool that {@link codeInterpreter} makes. */
export interface CodeInterpreter extends Tool, AsyncDisposable {
  /**
   * Starts Python now, so that the next new session need not wait for it. A remote sandbox is not called.
   *
   * @returns when it waits for its first call
   * @throws RuntimeClosedError after `close`
   * @throws UnsupportedRuntimeError where the mode cannot be had: without worker threads, or with a Node.js too old for
   * child processes without rights
   */
  warmUp(): Promise<void>;
  /**
   * Ends a thread's session, with its variables and files; a call that still runs is ended too.
   *
   * @param tenant - whose thread
   * @param threadId - the thread
   */
  forgetThread(tenant: string, threadId: string): Promise<void>;
  /** Ends all sessions and threads; calls that still run reject with RuntimeClosedError. */
  close(): Promise<void>;
}

const startAllowanceMs = 60_000;

function wholeNumber(param: string, value: number, least: number): number {
  if (Number.isSafeInteger(value) && value >= least) return value;
  throw new InvalidInputError({
    param,
    expected: `a whole number of at least ${least}`,
    received: String(value),
  });
}

function pyodideFolder(given: string | URL | undefined): string | null {
  if (given === undefined) return null;
  const url = String(given);
  if (!url.startsWith("file:")) {
    throw new InvalidInputError({ param: "pyodideUrl", expected: "a file: URL", received: url });
  }
  return url.endsWith("/") ? url : `${url}/`;
}

function codeOf(input: JsonValue, limits: CodeInterpreterLimits): string {
  const code =
    typeof input === "object" && input !== null && "code" in input ? input.code : undefined;
  if (typeof code !== "string") {
    throw new InvalidInputError({
      param: "code",
      expected: "a string of Python code",
      received: typeof code,
    });
  }
  if (code.length > limits.codeChars) {
    throw new InvalidInputError({
      param: "code",
      expected: `at most ${limits.codeChars} characters long`,
      received: `${code.length} characters long`,
    });
  }
  return code;
}

/** Why code was not run, of the reasons that the model is told as an error of the tool. */
function refusalOf(error: unknown, limits: CodeInterpreterLimits): InterpreterError | undefined {
  if (error instanceof InvalidInputError) return notRun("InvalidInput", error.message);
  if (error instanceof UnsupportedRuntimeError) return notRun("UnsupportedRuntime", error.message);
  if (error instanceof PythonStartError) {
    return notRun("HostFailure", `Python could not be started: ${error.message}`);
  }
  if (error instanceof PythonPackageError) {
    return notRun("HostFailure", `The Python packages cannot be used: ${error.message}`);
  }
  if (error instanceof SessionBusyError) {
    return notRun("Busy", `${limits.waitingCalls} calls wait for this session already.`);
  }
  return undefined;
}

async function runAndSave(
  session: Session,
  code: string,
  context: ToolContext,
  limits: CodeInterpreterLimits,
  packages: PackageSource,
): Promise<ToolResult> {
  const report = await session.run(code, context);
  context.signal.throwIfAborted();
  const { outcome } = report;
  const made = outcome.type === "ended" ? outcome.done.files : [];
  const outputs = await saveOutputs(made, context.files);
  for (const { file } of outputs.saved) session.ignoreInput(file.id);
  const module = outcome.type === "ended" ? (outcome.done.failure?.module ?? null) : null;
  const missing = module === null ? null : await packages.explainMissing(module);
  return toolResult({ report, outputs, limits, error: explainOutcome(outcome, limits, missing) });
}

/**
 * Python for the model: the tool `code_interpreter`. Every thread has a session of its own, in which variables and files
 * last from call to call; the code is sealed off from JavaScript, the network and the disk, in a worker thread if no other
 * mode is given.
 *
 * @param options - limits, sessions and surroundings
 * @returns the tool, to be given to a runtime
 * @throws InvalidInputError if an option is out of its range
 *
 * @example
 * ```ts
 * import { createRuntime } from "@inhouse/core";
 * import { codeInterpreter } from "@inhouse/tool-python";
 *
 * const inhouse = createRuntime({ models, tools: [codeInterpreter()] });
 * ```
 */
export function codeInterpreter(options: CodeInterpreterOptions = {}): CodeInterpreter {
  const { mode = "worker" } = options;
  const remote = typeof mode === "object";
  const given = resolveLimits(options.limits ?? {});
  // Tools of this process are out of the reach of a sandbox elsewhere.
  const limits = remote ? { ...given, toolCalls: 0 } : given;
  if (mode === "off") return switchedOffInterpreter(limits);
  const clock = options.clock ?? systemClock;
  const pyodideUrl = pyodideFolder(options.pyodideUrl);
  const packages = new PackageSource({
    // What a sandbox elsewhere has is its own affair.
    options: remote ? null : (options.packages ?? null),
    pyodideUrl: () => pyodideUrl ?? new URL(".", import.meta.resolve("pyodide")).href,
    maxBytes: limits.packageBytes,
  });
  // So that the model can be told their names; whatever is wrong with them is told by the first call.
  packages.load().catch(() => {});
  const pool = new SessionPool({
    limits,
    callable: options.callable === undefined ? null : new Set(options.callable),
    clock,
    maxSessions: wholeNumber("maxSessions", options.maxSessions ?? 4, 1),
    idleMs: wholeNumber("idleMs", options.idleMs ?? 5 * 60_000, 1),
    // A sandbox elsewhere opens its sessions for threads that are known.
    keepSpare: !remote && (options.keepSpare ?? false),
    startWorker: interpreterStarter({
      mode,
      process: options.process ?? {},
      limits,
      clock,
      pyodideUrl,
      snapshotFolder: options.snapshotFolder ?? null,
      packages: () => packages.load(),
    }),
  });
  const close = (): Promise<void> => pool.close();

  return {
    type: codeInterpreterName,
    timeoutMs: limits.wallTimeMs + limits.graceMs + startAllowanceMs,
    // Code whose process died may be what killed it.
    afterCrash: "report",
    ...(limits.toolCalls > 0 && { callsTools: { maxCalls: limits.toolCalls } }),
    functions: () => [codeInterpreterFunction(limits, packages.available)],
    async execute(call, context) {
      try {
        const code = codeOf(call.input, limits);
        return await pool.use(context.tenant, context.threadId, context.signal, (session) =>
          runAndSave(session, code, context, limits, packages),
        );
      } catch (error) {
        const refusal = refusalOf(error, limits);
        if (refusal === undefined) throw error;
        return failedResult(refusal);
      }
    },
    warmUp: async () => {
      if (!remote) await pool.warmUp();
    },
    forgetThread: (tenant, threadId) => pool.forget(tenant, threadId),
    close,
    [Symbol.asyncDispose]: close,
  };
}
