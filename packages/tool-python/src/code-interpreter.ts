import type { JsonValue, Tool, ToolContext, ToolResult } from "@inhouse/contracts";
import { InvalidInputError } from "@inhouse/contracts";
import { codeInterpreterFunction, codeInterpreterName } from "./code-interpreter-function.ts";
import type { CodeInterpreterOptions } from "./code-interpreter-options.ts";
import { saveOutputs } from "./files/save-outputs.ts";
import type { CodeInterpreterLimits } from "./limits.ts";
import { resolveLimits } from "./limits.ts";
import { explainOutcome, notRun } from "./result/interpreter-error.ts";
import { failedResult, toolResult } from "./result/tool-result.ts";
import type { CallReport } from "./session/call-report.ts";
import { PythonStartError } from "./session/interpreter.ts";
import { SealedInterpreter } from "./session/sealed-interpreter.ts";
import type { Session } from "./session/session.ts";
import { SessionPool } from "./session/session-pool.ts";
import { openWorkerTransport } from "./session/worker-transport.ts";
import { systemClock } from "./system-clock.ts";

/** The tool that {@link codeInterpreter} makes. */
export interface CodeInterpreter extends Tool, AsyncDisposable {
  /**
   * Starts Python now, so that the next new session need not wait for it.
   *
   * @returns when it waits for its first call
   * @throws RuntimeClosedError after `close`
   * @throws UnsupportedRuntimeError where there are no worker threads
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

async function runAndSave(
  session: Session,
  code: string,
  context: ToolContext,
  limits: CodeInterpreterLimits,
): Promise<ToolResult> {
  let report: CallReport;
  try {
    report = await session.run(code, context);
  } catch (error) {
    if (!(error instanceof PythonStartError)) throw error;
    return failedResult(notRun("HostFailure", `Python could not be started: ${error.message}`));
  }
  context.signal.throwIfAborted();
  const { outcome } = report;
  const made = outcome.type === "ended" ? outcome.done.files : [];
  const outputs = await saveOutputs(made, context.files);
  for (const { file } of outputs.saved) session.ignoreInput(file.id);
  return toolResult({ report, outputs, limits, error: explainOutcome(outcome, limits) });
}

/**
 * Python for the model: the tool `code_interpreter`. Every thread has a session of its own, in which variables and files
 * last from call to call; the code runs in a worker thread, sealed off from JavaScript, the network and the disk.
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
  const limits = resolveLimits(options.limits ?? {});
  const clock = options.clock ?? systemClock;
  const pyodideUrl = pyodideFolder(options.pyodideUrl);
  const pool = new SessionPool({
    limits,
    callable: options.callable === undefined ? null : new Set(options.callable),
    clock,
    maxSessions: wholeNumber("maxSessions", options.maxSessions ?? 4, 1),
    idleMs: wholeNumber("idleMs", options.idleMs ?? 5 * 60_000, 1),
    keepSpare: options.keepSpare ?? false,
    startWorker: () =>
      SealedInterpreter.start({ limits, clock, pyodideUrl, open: openWorkerTransport }),
  });
  const close = (): Promise<void> => pool.close();

  return {
    type: codeInterpreterName,
    timeoutMs: limits.wallTimeMs + limits.graceMs + startAllowanceMs,
    // Code whose process died may be what killed it.
    afterCrash: "report",
    ...(limits.toolCalls > 0 && { callsTools: { maxCalls: limits.toolCalls } }),
    functions: () => [codeInterpreterFunction(limits)],
    async execute(call, context) {
      let code: string;
      try {
        code = codeOf(call.input, limits);
      } catch (error) {
        if (!(error instanceof InvalidInputError)) throw error;
        return failedResult(notRun("InvalidInput", error.message));
      }
      return pool.use(context.tenant, context.threadId, context.signal, (session) =>
        runAndSave(session, code, context, limits),
      );
    },
    warmUp: () => pool.warmUp(),
    forgetThread: (tenant, threadId) => pool.forget(tenant, threadId),
    close,
    [Symbol.asyncDispose]: close,
  };
}
