import { InhouseError } from "./inhouse-error.ts";

/** The runtime was closed. */
export class RuntimeClosedError extends InhouseError {
  /** Always `runtime_closed`. */
  readonly code = "runtime_closed";

  /** Says that the runtime was closed. */
  constructor() {
    super("The runtime is closed. Create a new one with createRuntime.");
  }
}
