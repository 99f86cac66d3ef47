import type { Clock } from "@inhouse/contracts";
import { abortError } from "../handler/abort-error.ts";
import type { SseFrame, SseFraming } from "./sse-frame.ts";
import { standardFraming } from "./sse-frame.ts";

/** How a stream of events behaves. */
export interface SseOptions {
  /** The signal of the request: when it aborts, the body fails with an `AbortError` and the events are ended. */
  readonly signal: AbortSignal;
  /** Time, for heartbeats. */
  readonly clock: Clock;
  /** How long the stream may say nothing before it sends a comment, in milliseconds; 0: for ever. */
  readonly heartbeatMs: number;
  /** How events are written; absent: {@link standardFraming}. */
  readonly framing?: SseFraming;
  /** Further headers, or others than the usual ones; absent: none. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Called once if the reader left, or the request was aborted, before the events ended; absent: nothing is done. */
  readonly onDisconnect?: () => void;
  /** Turns a fault in the middle of the events into last events; absent: the body breaks off with the fault. */
  readonly onFault?: (error: unknown) => readonly SseFrame[];
}

/**
 * A response of server-sent events. It is pulled: the next event is asked for when the reader has taken the last one, so that a
 * slow reader costs no memory.
 *
 * @param events - makes the events; its signal aborts when nobody reads any more, and then it must end
 * @param options - how the stream behaves
 * @returns the response, whose events begin when its body is read
 */
export function sseResponse(
  events: (signal: AbortSignal) => AsyncIterable<SseFrame>,
  options: SseOptions,
): Response {
  const headers = {
    "content-type": "text/event-stream; charset=utf-8",
    "cache-control": "no-cache, no-transform",
    // Proxies that know it then pass each event on at once.
    "x-accel-buffering": "no",
    ...options.headers,
  };
  return new Response(sseBody(events, options), { headers });
}

function sseBody(
  events: (signal: AbortSignal) => AsyncIterable<SseFrame>,
  options: SseOptions,
): ReadableStream<Uint8Array> {
  const { signal, clock, heartbeatMs, framing = standardFraming } = options;
  const encoder = new TextEncoder();
  const reading = new AbortController();
  let iterator: AsyncIterator<SseFrame> | null = null;
  let pending: Promise<IteratorResult<SseFrame>> | null = null;
  let ended = false;
  let onAbort = (): void => undefined;

  const end = (): boolean => {
    if (ended) return false;
    ended = true;
    signal.removeEventListener("abort", onAbort);
    return true;
  };
  const leave = (): void => {
    if (!end()) return;
    reading.abort();
    // An iterator that is not waiting for anything hears of it this way only; one that waits heeds its signal.
    const closed = async (): Promise<void> => {
      await iterator?.return?.();
    };
    closed().catch(() => undefined);
    pending?.catch(() => undefined);
    options.onDisconnect?.();
  };
  const next = async (): Promise<IteratorResult<SseFrame> | "silence"> => {
    iterator ??= events(reading.signal)[Symbol.asyncIterator]();
    pending ??= iterator.next();
    if (heartbeatMs === 0) return pending;
    let stopTimer = (): void => undefined;
    const silence = new Promise<"silence">((resolve) => {
      stopTimer = clock.setTimer(heartbeatMs, () => resolve("silence"), true);
    });
    try {
      return await Promise.race([pending, silence]);
    } finally {
      stopTimer();
    }
  };

  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        onAbort = () => {
          if (ended) return;
          leave();
          // A server whose connection broke cancels the body in the same breath, and logs it if the body fails first.
          queueMicrotask(() => controller.error(abortError()));
        };
        if (signal.aborted) onAbort();
        else signal.addEventListener("abort", onAbort, { once: true });
      },
      async pull(controller) {
        const write = (text: string): void => controller.enqueue(encoder.encode(text));
        try {
          const result = await next();
          if (ended) return;
          if (result === "silence") return write(": keep-alive\n\n");
          pending = null;
          if (!result.done) return write(framing(result.value));
          end();
          controller.close();
        } catch (error) {
          if (!end()) return;
          reading.abort();
          if (options.onFault === undefined) return controller.error(error);
          for (const frame of options.onFault(error)) write(framing(frame));
          controller.close();
        }
      },
      cancel: leave,
    },
    { highWaterMark: 0 },
  );
}
