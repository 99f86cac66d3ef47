/** Synchronous work took longer than it may. */
export class TimeUpError extends Error {
  override readonly name = "TimeUpError";
}
