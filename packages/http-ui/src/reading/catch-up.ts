import type { Clock, RunEvent } from "@inhouse/contracts";

/** How long a run must say nothing until a reader counts as having caught up with it, in milliseconds. */
const quietMs = 20;

/** How long a reader tries to catch up at most, in milliseconds: a model may write without a pause. */
const patienceMs = 250;

/** The events of a run so far. */
export interface CaughtUp {
  readonly events: readonly RunEvent[];
  /** The next event, which has been asked for; null: there is none, and the stream has ended. */
  readonly next: Promise<IteratorResult<RunEvent>> | null;
}

/**
 * Reads what a run has come to. It takes the time that reading takes, and a moment more while the run goes on.
 *
 * @param events - the run's stream
 * @param clock - time
 */
export async function catchUp(events: AsyncIterator<RunEvent>, clock: Clock): Promise<CaughtUp> {
  const read: RunEvent[] = [];
  const end = clock.now() + patienceMs;
  for (;;) {
    const next = events.next();
    const result = await soon(next, clock);
    if (result === "quiet") return { events: read, next };
    if (result.done === true) return { events: read, next: null };
    read.push(result.value);
    if (clock.now() >= end) return { events: read, next: events.next() };
  }
}

async function soon<Value>(value: Promise<Value>, clock: Clock): Promise<Value | "quiet"> {
  let stop = (): void => undefined;
  const quiet = new Promise<"quiet">((resolve) => {
    stop = clock.setTimer(quietMs, () => resolve("quiet"));
  });
  try {
    return await Promise.race([value, quiet]);
  } finally {
    stop();
  }
}
