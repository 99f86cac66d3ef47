import type { LockedPackage } from "../packages/package-lock.ts";
import type { InterpreterState } from "./interpreter-state.ts";

/** Where Python printed. */
export type OutputStreamName = "stdout" | "stderr";

/** The packages that the sandbox can install. */
export interface PackageSettings {
  /** Where their wheels lie, an absolute path of the host. */
  readonly folder: string;
  readonly locked: readonly LockedPackage[];
  /** How many bytes they may have together, unpacked. */
  readonly maxBytes: number;
}

/** What the sandbox needs to start, in a thread or in a process. Bounds are in bytes. */
export interface WorkerSettings {
  /** The folder of Pyodide's files as a `file:` URL with a slash at its end; null: that of the installed package. */
  readonly pyodideUrl: string | null;
  readonly memoryBytes: number;
  readonly diskBytes: number;
  readonly inodes: number;
  readonly printedBytes: number;
  readonly valueChars: number;
  readonly maxOutputFiles: number;
  readonly maxOutputFileBytes: number;
  readonly maxOutputTotalBytes: number;
  /** How large the state of the session may be when it is asked for. */
  readonly maxSavedBytes: number;
  /** Null: the standard library is all there is. */
  readonly packages: PackageSettings | null;
}

/** Puts a file into the sandbox, which owns its bytes from then on. */
export interface WriteFileMessage {
  readonly type: "write";
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** Takes a file out of the sandbox, if it is there. */
export interface RemoveFileMessage {
  readonly type: "remove";
  readonly path: string;
}

/** Lets Python load one native module. */
export interface AllowWasmMessage {
  readonly type: "allow_wasm";
  /** The hash of the module's bytes, in hexadecimal. */
  readonly sha256: string;
}

/** Asks for all that the session is. */
export interface SaveMessage {
  readonly type: "save";
  /** How large its memory may be. */
  readonly maxMemoryBytes: number;
}

/** Puts a session in place of the one that is there, in which no code ran yet; its bytes are handed over. */
export interface RestoreMessage {
  readonly type: "restore";
  readonly state: InterpreterState;
}

/** Runs code, after the writes and removals before it. */
export interface RunMessage {
  readonly type: "run";
  readonly code: string;
}

/** How a call of a tool went: its output, the error of the tool, or why it was not called. */
export type AnswerKind = "ok" | "error";

/** The answer to a call of a tool. It does not wait for its turn among the other messages: the code waits for it. */
export interface AnswerMessage {
  readonly type: "answer";
  /** The number of the call. */
  readonly id: number;
  readonly kind: AnswerKind;
  readonly text: string;
}

/** What the host wants done, in its turn. */
export type TaskMessage =
  | WriteFileMessage
  | RemoveFileMessage
  | AllowWasmMessage
  | SaveMessage
  | RestoreMessage
  | RunMessage;

/** What the host tells the worker. */
export type HostMessage = TaskMessage | AnswerMessage;

/** The sandbox is up and sealed. */
export interface ReadyMessage {
  readonly type: "ready";
}

/** The sandbox cannot be started. */
export interface BootFailedMessage {
  readonly type: "boot_failed";
  readonly reason: string;
}

/** The code printed something. */
export interface OutputMessage {
  readonly type: "output";
  readonly stream: OutputStreamName;
  readonly text: string;
}

/** The code calls a tool. */
export interface CallMessage {
  readonly type: "call";
  /** A number that no other call of this sandbox has. */
  readonly id: number;
  /** The function; empty: the list of all functions is asked for. */
  readonly name: string;
  /** The arguments as JSON, as the code wrote them. */
  readonly input: string;
}

/** Nobody waits for the answer of a call any more, though the code goes on. */
export interface GiveUpMessage {
  readonly type: "give_up";
  /** The number of the call. */
  readonly id: number;
}

/** The code does nothing until one of its calls is answered. */
export interface WaitMessage {
  readonly type: "wait";
}

/** The code waits no longer, although none of its calls was answered. */
export interface GoOnMessage {
  readonly type: "go_on";
}

/** The code called a function of the host that it may not call; the worker stands still. */
export interface ViolationMessage {
  readonly type: "violation";
  readonly operation: string;
}

/** What kind of trouble ended the code. */
export type PythonErrorKind =
  | "python"
  | "syntax"
  | "interrupted"
  | "memory"
  | "disk"
  | "network"
  | "stdin"
  | "package"
  | "tool";

/** The exception that ended the code. */
export interface PythonFailure {
  readonly kind: PythonErrorKind;
  /** The exception's class. */
  readonly name: string;
  readonly message: string;
  /** The line of the code, from 1, or null. */
  readonly line: number | null;
  /** The module that was not found, if it may be one of a package; else null. */
  readonly module: string | null;
  /** The tool that failed; absent: none did, or it is not known which. */
  readonly tool?: string;
  /** Python's traceback without the frames of the sandbox. */
  readonly traceback: string;
}

/** A file that the code left in the folder for outputs. */
export interface OutputFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** A file that was left behind because of a limit. */
export interface SkippedOutput {
  readonly path: string;
  /** `not_looked_at`: this and what comes after it lies too deep, or behind too many others. */
  readonly reason: "too_large" | "too_many" | "not_looked_at";
}

/** The code has ended. */
export interface DoneMessage {
  readonly type: "done";
  /** The last expression as text; null if there is none or it is None. Its picture or table is among the files. */
  readonly value: string | null;
  /** The argument of `sys.exit`, or null if the code did not call it. */
  readonly exitCode: number | null;
  /** The exception that ended the code, or null. */
  readonly failure: PythonFailure | null;
  /** Whether the code printed more than it may. */
  readonly overflowed: boolean;
  /** What the driver says of values and figures that could not be shown. */
  readonly notes: readonly string[];
  readonly files: readonly OutputFile[];
  readonly skipped: readonly SkippedOutput[];
  /** The paths of files from the host that did not fit on the sandbox's disk. */
  readonly unwritten: readonly string[];
  /** How large Python's memory has grown, in bytes; 0 if that is not known. */
  readonly memoryBytes: number;
}

/** The interpreter itself broke; the worker is of no more use. */
export interface FatalMessage {
  readonly type: "fatal";
  readonly reason: string;
}

/** The state that was asked for. */
export interface SavedMessage {
  readonly type: "saved";
  /** The state, or null if it cannot be told. */
  readonly state: InterpreterState | null;
  /** Why it cannot be told, or null. */
  readonly reason: string | null;
}

/** The session is in place. */
export interface RestoredMessage {
  readonly type: "restored";
}

/** What the worker tells the host. */
export type WorkerMessage =
  | ReadyMessage
  | BootFailedMessage
  | OutputMessage
  | CallMessage
  | GiveUpMessage
  | WaitMessage
  | GoOnMessage
  | ViolationMessage
  | DoneMessage
  | SavedMessage
  | RestoredMessage
  | FatalMessage;
