import type { Clock } from "@inhouse/contracts";
import { ModelCallError } from "../model/model-call-error.ts";

/** Ends a model call that says nothing for too long. */
export interface IdleWatch {
  /** Aborts when the run must stop, or when the model was silent too long. */
  readonly signal: AbortSignal;
  /** Whether it was the silence. */
  readonly idle: boolean;
  /** The model said something. */
  heard(): void;
  error(): ModelCallError;
  end(): void;
}

/**
 * @param clock - measures the silence
 * @param stop - aborts when the run must stop
 * @param limitMs - how long a silence may be, in milliseconds
 */
export function watchIdle(clock: Clock, stop: AbortSignal, limitMs: number): IdleWatch {
  const aborter = new AbortController();
  const onStop = (): void => aborter.abort(stop.reason);
  stop.addEventListener("abort", onStop, { once: true });
  if (stop.aborted) onStop();
  let idle = false;
  let lastHeard = clock.now();
  // One timer that is set again when it fires, because a timer for every delta would cost more than the delta.
  const check = (): void => {
    const left = lastHeard + limitMs - clock.now();
    if (left > 0) {
      cancel = clock.setTimer(left, check, true);
      return;
    }
    idle = true;
    aborter.abort();
  };
  let cancel = clock.setTimer(limitMs, check, true);
  return {
    signal: aborter.signal,
    get idle() {
      return idle && !stop.aborted;
    },
    heard() {
      lastHeard = clock.now();
    },
    error() {
      const details = { failure: "server", retryable: true, retryAfterMs: null } as const;
      return new ModelCallError(`The model said nothing for ${limitMs / 1000} seconds.`, details);
    },
    end() {
      cancel();
      stop.removeEventListener("abort", onStop);
    },
  };
}
