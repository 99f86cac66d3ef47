/** Another process has the run now, or it is gone: nothing of what this one does counts any more. */
export class RunLostError extends Error {
  override readonly name = "RunLostError";
}
