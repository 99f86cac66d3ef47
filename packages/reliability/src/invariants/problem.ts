/** Something that must not be. */
export interface Problem {
  /** The invariant that does not hold, by the name of its function, such as `noAcceptedMessageLost`. */
  readonly invariant: string;
  /** What happened, for a person. */
  readonly text: string;
}
