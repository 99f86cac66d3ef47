import type { ToolOutputChunk } from "@inhouse/contracts";
import type { CodeInterpreterLimits } from "../limits.ts";

/**
 * A sandbox that runs elsewhere: a virtual machine of a provider, or a container or machine of your own. What it answers
 * is taken as hostile and bounded like everything else.
 */
export interface RemoteSandbox {
  /**
   * Opens a session: an interpreter with `/inputs` and `/outputs`, the latter its working directory, whose variables and
   * files last until it is closed. Called at the first call of a thread, and again after its session was lost.
   *
   * @param thread - whose session it is
   * @throws Error if there is none to be had; the model is told its message
   */
  open(thread: RemoteThread): Promise<RemoteSession>;
}

/** Whose session it is, and what it may use. */
export interface RemoteThread {
  /** The tenant; sessions of different tenants must not see each other. */
  readonly tenant: string;
  /** The thread. */
  readonly threadId: string;
  /** What one session and one call may use; the sandbox is the only one that can bound memory and disk. */
  readonly limits: CodeInterpreterLimits;
}

/** A session of a {@link RemoteSandbox}. Its functions are called one after the other. */
export interface RemoteSession {
  /**
   * Puts a file of the thread into the sandbox.
   *
   * @param path - an absolute path below `/inputs`
   * @param bytes - its content
   * @throws Error if it does not fit; the model is told that it is not there
   */
  writeFile(path: string, bytes: Uint8Array): Promise<void>;

  /**
   * Takes a file out of the sandbox, if it is there.
   *
   * @param path - as it was given to `writeFile`
   */
  removeFile(path: string): Promise<void>;

  /**
   * Runs code.
   *
   * @param request - the code, and who watches it
   * @returns how it ended; also after an interrupt, if the session lives on
   * @throws Error if the session is of no more use: it is closed, and the next call opens another
   */
  run(request: RemoteRun): Promise<RemoteResult>;

  /** Ends the session, whatever runs in it. */
  close(): Promise<void>;
}

/** One run of code. */
export interface RemoteRun {
  /** Python. */
  readonly code: string;
  /** How long it may run, in milliseconds. */
  readonly timeoutMs: number;
  /**
   * Aborts when the time is over, the run is cancelled or too much was printed: send the code an interrupt
   * (`KeyboardInterrupt`). What has not returned after `limits.graceMs` is closed.
   */
  readonly signal: AbortSignal;
  /**
   * Shows what the code prints while it runs.
   *
   * @param chunk - a piece of text
   */
  onOutput(chunk: ToolOutputChunk): void;
}

/** How a run of code ended. */
export interface RemoteResult {
  /** The `repr` of the last expression; absent or null: there is none. */
  readonly value?: string | null;
  /** The exception that ended the code; absent or null: none did. */
  readonly error?: RemoteError | null;
  /** The new and changed regular files below `/outputs`; absent: none. Links must not be followed. */
  readonly files?: readonly RemoteFile[];
}

/** The exception that ended the code. */
export interface RemoteError {
  /** Its class, such as `ValueError`. */
  readonly name: string;
  /** What it says. */
  readonly message: string;
  /** Python's traceback, with the frames of the code only; absent: it is not known. */
  readonly traceback?: string;
  /** The line of the code, from 1; absent or null: it is not known. */
  readonly line?: number | null;
}

/** A file that the code left behind. */
export interface RemoteFile {
  /** Its absolute path. */
  readonly path: string;
  /** Its content. */
  readonly bytes: Uint8Array;
}
