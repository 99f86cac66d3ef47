/** An ordinary program, and what it prints. */
export interface Program {
  readonly name: string;
  readonly code: string;
  /** What it prints, without the end of the last line. */
  readonly output: string;
}
