/** The languages that the suite has code for. */
export type SandboxLanguage = "python" | "javascript";

/** A file that code left for the host. */
export interface SandboxFile {
  /** The name by which the host would keep it. */
  readonly filename: string;
  /** Its content. */
  readonly bytes: Uint8Array;
}

/** What the host knows of a run of code when it is over. */
export interface SandboxRun {
  /** Everything that came back: what was printed, the value, and errors. */
  readonly output: string;
  /** The files that the code left. */
  readonly files: readonly SandboxFile[];
}

/** A sandbox as the suite sees it. */
export interface SandboxTarget {
  /** What its code is written in. */
  readonly language: SandboxLanguage;

  /**
   * Runs code. Python's value is that of its last expression; JavaScript is the body of an async function and returns its
   * value.
   *
   * @param code - what to run; hostile
   * @param session - whose code it is: two sessions are two strangers
   * @returns what came back, errors of the code included
   */
  run(code: string, session: string): Promise<SandboxRun>;

  /** Ends the sandbox and whatever runs in it. */
  close(): Promise<void>;
}

/** What a module exports under the name `openSandbox` to be put to the suite. */
export type OpenSandbox = () => SandboxTarget | Promise<SandboxTarget>;
