import type { HttpSettings, SseFrame } from "@inhouse/http";
import { sseResponse } from "@inhouse/http";
import type { UIChunk } from "../chunks/ui-chunk.ts";

/** What becomes of a stream in trouble. */
export interface UIStreamOptions {
  readonly signal: AbortSignal;
  readonly settings: HttpSettings;
  /** Called if the reader leaves before the end. */
  readonly onDisconnect: () => void;
  /** Hears of faults, which the client is told nothing of. */
  readonly reportFault: (error: unknown) => void;
}

const done: SseFrame = { data: "[DONE]" };

/**
 * @param chunks - makes the chunks; its signal aborts when nobody reads any more
 * @param options - what becomes of a stream in trouble
 * @returns a UI message stream, as clients of the AI SDK read it
 */
export function uiStream(
  chunks: (signal: AbortSignal) => AsyncIterable<UIChunk>,
  { signal, settings, onDisconnect, reportFault }: UIStreamOptions,
): Response {
  return sseResponse((reading) => frames(chunks(reading)), {
    signal,
    clock: settings.clock,
    heartbeatMs: settings.heartbeatMs,
    headers: { "x-vercel-ai-ui-message-stream": "v1" },
    onDisconnect,
    onFault(error) {
      reportFault(error);
      const chunk: UIChunk = {
        type: "error",
        errorText: "The stream broke off. Load the chat again.",
      };
      return [{ data: JSON.stringify(chunk) }, done];
    },
  });
}

async function* frames(chunks: AsyncIterable<UIChunk>): AsyncGenerator<SseFrame, void, undefined> {
  for await (const chunk of chunks) yield { data: JSON.stringify(chunk) };
  yield done;
}
