import type { InterpreterState } from "../protocol/interpreter-state.ts";

/** What a session knows of the thread's files. */
export interface SavedInputs {
  /** The files that it has: id, and where. */
  readonly delivered: readonly (readonly [fileId: string, path: string])[];
  /** The ids of files that it does not take. */
  readonly ignored: readonly string[];
}

/** A session that can go on elsewhere. */
export interface SavedSession {
  readonly state: InterpreterState;
  readonly inputs: SavedInputs;
}
