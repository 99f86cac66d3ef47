/** @returns what the work returns; rejects with the signal's reason as soon as it aborts, whatever the work does */
export async function abortable<Result>(
  signal: AbortSignal,
  work: Promise<Result>,
): Promise<Result> {
  let stop = (): void => undefined;
  const stopped = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason);
    if (signal.aborted) stop();
    signal.addEventListener("abort", stop, { once: true });
  });
  return Promise.race([work, stopped]).finally(() => signal.removeEventListener("abort", stop));
}
