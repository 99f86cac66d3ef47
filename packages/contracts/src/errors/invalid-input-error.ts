import { InhouseError } from "./inhouse-error.ts";

/** What was wrong with which field. */
export interface InvalidInputDetails {
  /** The field, as a path: `metadata.color`, `tools[2].function.name`; `""` for the input as a whole. */
  readonly param: string;
  /** What the field must be. */
  readonly expected: string;
  /** What came, shortened. */
  readonly received: string;
}

/** The input was refused, and nothing was stored. */
export class InvalidInputError extends InhouseError {
  /** Always `invalid_input`. */
  readonly code = "invalid_input";
  /** The field, as a path; `""` for the input as a whole. */
  readonly param: string;
  /** What the field must be. */
  readonly expected: string;
  /** What came, shortened. */
  readonly received: string;

  /**
   * @param details - what was wrong
   * @param options - the cause, where there is one
   */
  constructor(details: InvalidInputDetails, options?: ErrorOptions) {
    const field = details.param === "" ? "The input" : `'${details.param}'`;
    super(`${field} must be ${details.expected}, but it is ${details.received}.`, options);
    this.param = details.param;
    this.expected = details.expected;
    this.received = details.received;
  }
}
