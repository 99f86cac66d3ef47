/** What went wrong, as the model is told. */
export type InterpreterErrorType =
  | "PythonError"
  | "SyntaxError"
  | "Timeout"
  | "MemoryLimit"
  | "FileQuota"
  | "OutputLimit"
  | "PackageNotAvailable"
  | "NetworkDisabled"
  | "StdinDisabled"
  | "HostToolError"
  | "SandboxViolation"
  | "RecursionLimit"
  | "SessionLost"
  | "Busy"
  | "SwitchedOff"
  | "UnsupportedRuntime"
  | "InvalidInput"
  | "HostFailure";

/** What became of the session's variables and files: they are there, they are gone, or the code was never run. */
export type SessionState = "kept" | "lost" | "untouched";

/** An error that the model can act on. */
export interface InterpreterError {
  readonly type: InterpreterErrorType;
  readonly message: string;
  /** What is particular to the type, such as `limitMs` of a timeout. */
  readonly details: Readonly<Record<string, string | number>>;
  /** The line of the code, from 1. */
  readonly line?: number;
  readonly traceback?: string;
  /** What to do now. */
  readonly hint: string;
  /** Whether the same call may succeed if it is made again. */
  readonly retryable: boolean;
  readonly sessionState: SessionState;
  /** What is left of the session, in a sentence. */
  readonly session: string;
}

const hints: Readonly<Record<InterpreterErrorType, string>> = {
  PythonError: "Correct the code at the line that the traceback names, and run it again.",
  SyntaxError: "Correct the syntax and run the whole code again.",
  Timeout: "Make the code do less per call, or find a faster way.",
  MemoryLimit: "Work on smaller pieces, and delete large variables that are no longer needed.",
  FileQuota: "Delete files that are no longer needed, or write less.",
  OutputLimit:
    "Print less: a summary, or the first rows. Write the full data to a file in /outputs.",
  PackageNotAvailable:
    "Only Python's standard library is there, and nothing can be installed. Use csv, json, sqlite3, statistics, math and the like; write charts as SVG.",
  NetworkDisabled: "This Python has no network. Work with the files in /inputs.",
  StdinDisabled: "Nobody can type an answer. Put the values into the code.",
  RecursionLimit: "Use a loop or a stack of your own instead of deep recursion or nesting.",
  HostToolError: "Catch tools.ToolError where the code can go on without this tool.",
  SandboxViolation:
    "The code tried to leave the sandbox. Use plain Python, without JavaScript, native code, processes or the network.",
  SessionLost: "Run the code that defines what is needed again, then go on.",
  Busy: "Other calls of this conversation still run. Wait for their results, then call again.",
  SwitchedOff:
    "Answer without running code. If the task needs it, tell the user that whoever operates this application must switch code execution on: codeInterpreter({ mode: 'worker' }) or another mode than 'off'.",
  UnsupportedRuntime:
    "Answer without running code. If the task needs it, tell the user that whoever operates this application must run it where Python can be started, or name a remote sandbox: codeInterpreter({ mode: sandbox }).",
  InvalidInput: "Call again with what is expected.",
  HostFailure:
    "The fault is not in the code. Try once more; if it stays, answer without running code.",
};

const retryable: ReadonlySet<InterpreterErrorType> = new Set([
  "SessionLost",
  "Busy",
  "HostFailure",
]);

/** The states of a session in sentences. */
const sessionSentences: Readonly<Record<SessionState, string>> = {
  kept: "Variables, imports and files of this session are kept.",
  lost: "The interpreter had to be replaced: all variables and imports are lost, and so are files that were not saved by an earlier call. The next call starts a new session, with the thread's files in /inputs.",
  untouched: "Nothing of this code was run, and the session is as it was.",
};

/** What an error has beside its type, message and state. */
export interface ErrorExtras {
  readonly line?: number;
  readonly traceback?: string;
  readonly details?: InterpreterError["details"];
  /** What to do now; absent: what is to be done about any error of the type. */
  readonly hint?: string;
}

/**
 * @param type - what went wrong
 * @param message - it, in a sentence or two
 * @param sessionState - what became of the session
 * @param extras - where it went wrong, and what is particular to the type
 */
export function interpreterError(
  type: InterpreterErrorType,
  message: string,
  sessionState: SessionState,
  { details = {}, hint = hints[type], ...place }: ErrorExtras = {},
): InterpreterError {
  return {
    type,
    message,
    details,
    ...place,
    hint,
    retryable: retryable.has(type),
    sessionState,
    session: sessionSentences[sessionState],
  };
}

/**
 * @param type - why the code was not run
 * @param message - what is wrong
 */
export function notRun(
  type: "InvalidInput" | "HostFailure" | "Busy" | "SwitchedOff" | "UnsupportedRuntime",
  message: string,
): InterpreterError {
  return interpreterError(type, message, "untouched");
}
