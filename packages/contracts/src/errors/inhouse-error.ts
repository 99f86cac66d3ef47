/** The codes of all errors that this library throws on purpose. */
export type InhouseErrorCode =
  | "invalid_input"
  | "not_found"
  | "model_not_found"
  | "thread_locked"
  | "run_transition"
  | "tool_outputs"
  | "tool_call"
  | "storage"
  | "storage_conflict"
  | "storage_corrupt"
  | "storage_locked"
  | "storage_version"
  | "missing_package"
  | "python_package"
  | "runtime_closed"
  | "unsupported_runtime";

const brand = Symbol.for("inhouse.error");

/**
 * The base of every error that this library throws on purpose. Decide by `code`; where two copies of the library are
 * loaded, use {@link InhouseError.isInstance} instead of `instanceof`.
 */
export abstract class InhouseError extends Error {
  /** A stable code to decide by. */
  abstract readonly code: InhouseErrorCode;

  /**
   * @param message - what was attempted, on what, in which state, and what to do
   * @param options - the cause, where there is one
   */
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
    Object.defineProperty(this, brand, { value: true });
  }

  /**
   * @param value - anything
   * @returns whether it is an error of this library, from whatever copy of it
   */
  static isInstance(value: unknown): value is InhouseError {
    return (
      typeof value === "object" &&
      value !== null &&
      (value as Record<symbol, unknown>)[brand] === true
    );
  }
}
