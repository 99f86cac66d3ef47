/** An ordinary program, and what it prints. */
export interface Program {
  /** Its unique name. */
  readonly name: string;
  /** What is run. */
  readonly code: string;
  /** What it prints, without the end of the last line. */
  readonly output: string;
}
