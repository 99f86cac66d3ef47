/**
 * How far a call is with the client.
 *
 * - `input`: its arguments are coming.
 * - `waiting`: the client was asked for its output.
 * - `asked`: a person was asked whether it may run.
 * - `done`: it has its outcome.
 */
export type CallStage = "input" | "waiting" | "asked" | "done";

/** A call as the client knows it. */
export interface CallState {
  readonly id: string;
  readonly name: string;
  /** The arguments so far, as JSON text. */
  readonly arguments: string;
  readonly stage: CallStage;
  /** The name of the request for a person's word; null: nobody was asked. */
  readonly approvalId: string | null;
  /** The call whose code made it; null: the model made it. */
  readonly parentId: string | null;
}

/**
 * Where the client's newest step is. A step of the client is one model answer, however many steps of the run it makes: only
 * so can an answer that came to nothing be taken back.
 *
 * - `none`: the next output begins a new one.
 * - `open`: output belongs to it.
 * - `cut`: calls of the answer failed. Text that the model wrote behind them may follow, or word that a process is gone.
 * - `failed`: the answer failed. If another attempt follows, all of it is void.
 * - `void`: what it held has been taken back, and the next attempt fills it.
 */
export type StepState = "none" | "open" | "cut" | "failed" | "void";

/** All that the translation of a run's next event depends on. */
export interface TranslationState {
  readonly step: StepState;
  /** The id of the text part that is open; null: none is. */
  readonly textId: string | null;
  /** The id of the reasoning part that is open; null: none is. */
  readonly reasoningId: string | null;
  /** How many parts of thinking there have been, those taken back included. */
  readonly reasoningParts: number;
  /** How many sources there have been, likewise. */
  readonly sources: number;
  /** The calls of the newest step. */
  readonly calls: readonly CallState[];
  /** Where the calls of the run's newest step begin among them. */
  readonly firstCall: number;
}

/** Where every run begins. */
export const beginning: TranslationState = {
  step: "none",
  textId: null,
  reasoningId: null,
  reasoningParts: 0,
  sources: 0,
  calls: [],
  firstCall: 0,
};
