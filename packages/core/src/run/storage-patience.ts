/** How often a commit is tried before its conflict is handed to the caller. */
export const maxAttempts = 50;

/** How long a commit waits after each fault of the storage before it is tried again, in milliseconds. */
export const faultPausesMs: readonly number[] = [50, 250, 1_000];

/** For waits that nothing cuts short: a commit in doubt must be cleared up also when the run is to stop. */
export const neverAborts: AbortSignal = new AbortController().signal;
