/**
 * Tells the operator that a session could not be kept; the model is told what that means for it.
 *
 * @param what - what could not be done
 * @param error - why
 */
export function warnOfStore(what: string, error: unknown): void {
  const reason = error instanceof Error ? error.message : String(error);
  process.emitWarning(`${what}: ${reason}`, {
    type: "InhouseWarning",
    code: "INHOUSE_PYTHON_SESSION",
  });
}
