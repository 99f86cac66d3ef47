import { InhouseError } from "./inhouse-error.ts";

/** This JavaScript runtime lacks something that cannot be done without. */
export class UnsupportedRuntimeError extends InhouseError {
  /** Always `unsupported_runtime`. */
  readonly code = "unsupported_runtime";

  /**
   * @param feature - what was asked for
   * @param missing - what this JavaScript runtime lacks
   * @param options - the cause, where there is one
   */
  constructor(feature: string, missing: string, options?: ErrorOptions) {
    super(`${feature} needs ${missing}, which this JavaScript runtime does not have.`, options);
  }
}
