import type { ToolOutputChunk } from "@inhouse/contracts";
import type { CallAnswer, CodeCall } from "../tools/answer-call.ts";
import type { LossReason, RunOutcome } from "./run-outcome.ts";

/** One run of code. */
export interface PythonRun {
  readonly code: string;
  readonly signal: AbortSignal;
  readonly onOutput: (chunk: ToolOutputChunk) => void;
  /** Answers the code's calls of tools, and never rejects; absent: it may call none. */
  readonly callTool?: (call: CodeCall) => Promise<CallAnswer>;
}

/** A Python interpreter, wherever it runs. It never keeps the process alive while it is idle. */
export interface Interpreter {
  /** Whether it can run code. */
  readonly alive: boolean;

  /**
   * @param path - where to put the file, an absolute path in the sandbox
   * @param bytes - its content, copied
   */
  write(path: string, bytes: Uint8Array): void;

  /** @param path - the file to remove */
  remove(path: string): void;

  /**
   * Lets Python load one native module, from wherever its file lies.
   *
   * @param sha256 - of the module's bytes, in hexadecimal
   */
  allowWasm(sha256: string): void;

  /**
   * Runs code, after the writes and removals before it; not while other code still runs.
   *
   * @param run - the code and who watches it
   * @returns how it went, at the latest when time and grace are over
   */
  run(run: PythonRun): Promise<RunOutcome>;

  /**
   * Ends it; a run in it is lost.
   *
   * @param reason - why
   */
  terminate(reason: LossReason): Promise<void>;
}

/** Python could not be started. */
export class PythonStartError extends Error {}
