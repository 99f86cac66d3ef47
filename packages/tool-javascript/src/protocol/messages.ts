import type { EngineName } from "../engine/engine.ts";

/** Where the code printed. */
export type OutputStreamName = "stdout" | "stderr";

/**
 * How the code is to be read.
 *
 * - `code`: a script, a module or the body of a function, whatever it is; its value is the last expression, the default
 *   export or what is returned. It has ended when its timers and calls have, too.
 * - `function`: a module whose default export is called with the input; it has ended when that has.
 * - `stored`: the same, whose calls have names such as `storage.get`, and are shown as what these stand for.
 * - `check`: a module that is evaluated, and must have a function as its default export.
 */
export type RunMode = "code" | "function" | "stored" | "check";

/** What a worker needs to start. */
export interface WorkerSettings {
  readonly engine: EngineName;
  /** One 32-bit number: anything but 0 ends the code that runs. */
  readonly stop: SharedArrayBuffer;
}

/** Runs code in a fresh machine. */
export interface RunMessage {
  readonly type: "run";
  readonly mode: RunMode;
  readonly source: string;
  /** The argument of a function, as JSON. */
  readonly input: string;
  /** The functions of the host that the code may call. */
  readonly names: readonly string[];
  /** The time at which the code believes to start, in epoch milliseconds. */
  readonly startTime: number;
  /**
   * What decides the randomness of code that does the same again for the same key; its clock stands still but for its timers.
   * Null: clock and randomness are real.
   */
  readonly repeatKey: string | null;
  readonly memoryBytes: number;
  readonly printedChars: number;
  readonly valueChars: number;
  readonly hostCalls: number;
  readonly callInputChars: number;
}

/** The outcome of a call of the code. */
export interface AnswerMessage {
  readonly type: "answer";
  /** JSON with the call's `id`, and either `value` or the text `error`. */
  readonly text: string;
}

/** The code must end; for a worker that waits and so does not look at its number. */
export interface StopMessage {
  readonly type: "stop";
}

/** What the host tells the worker. */
export type HostMessage = RunMessage | AnswerMessage | StopMessage;

/** The engine is loaded. */
export interface ReadyMessage {
  readonly type: "ready";
}

/** The engine cannot be loaded. */
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

/** The machine is made, and the code runs from now on. */
export interface StartedMessage {
  readonly type: "started";
}

/** The code called a function of the host. */
export interface CallMessage {
  readonly type: "call";
  readonly id: number;
  readonly name: string;
  /** The argument, as JSON. */
  readonly input: string;
}

/** The code does nothing but wait for its calls. */
export interface WaitingMessage {
  readonly type: "waiting";
}

/** What the code threw. */
export interface CodeFailure {
  /** The class of the error; empty if it was no error. */
  readonly name: string;
  readonly message: string;
  /** The engine's stack. */
  readonly stack: string;
  /** The function of the host whose error this is, or null. */
  readonly tool: string | null;
}

/** What ended the code, other than an error of its own. */
export type Ending = "interrupted" | "memory" | "stack" | "output" | "deadlock" | "crash";

/** The value that the code brought back. */
export interface CodeValue {
  /** `json`: the value is the text, as JSON. `text`: JSON cannot express it, and this is how it looks. */
  readonly kind: "json" | "text";
  readonly text: string;
}

/** The code has ended, and its machine is gone. */
export interface DoneMessage {
  readonly type: "done";
  readonly value: CodeValue | null;
  readonly failure: CodeFailure | null;
  /** What ended it, or null if it ended by itself. */
  readonly ending: Ending | null;
  /** What the engine said of it. */
  readonly detail: string;
  /** How many lines the worker put in front of the source. */
  readonly addedLines: number;
}

/** The worker itself broke. */
export interface FatalMessage {
  readonly type: "fatal";
  readonly reason: string;
}

/** What the worker tells the host. */
export type WorkerMessage =
  | ReadyMessage
  | BootFailedMessage
  | StartedMessage
  | OutputMessage
  | CallMessage
  | WaitingMessage
  | DoneMessage
  | FatalMessage;
