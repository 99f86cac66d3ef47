import { VirtualClock } from "@inhouse/testing";
import { describe, expect, it } from "vitest";
import { systemClock } from "../options/system-clock.ts";
import type { SseFrame } from "./sse-frame.ts";
import { tightFraming } from "./sse-frame.ts";
import type { SseOptions } from "./sse-response.ts";
import { sseResponse } from "./sse-response.ts";

function optionsWith(options: Partial<SseOptions> = {}): SseOptions {
  return { signal: new AbortController().signal, clock: systemClock, heartbeatMs: 0, ...options };
}

async function* count(to: number): AsyncGenerator<SseFrame> {
  for (let at = 1; at <= to; at += 1) yield { event: "n", id: String(at), data: String(at) };
}

/** Says nothing until nobody reads any more. */
async function* silence(signal: AbortSignal): AsyncGenerator<SseFrame> {
  await new Promise((resolve) => signal.addEventListener("abort", resolve));
  yield* [];
}

describe("a stream of events", () => {
  it("is written as the standard has it", async () => {
    const response = sseResponse(() => count(2), optionsWith());
    expect(response.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
    expect(await response.text()).toBe("event: n\nid: 1\ndata: 1\n\nevent: n\nid: 2\ndata: 2\n\n");
  });

  it("is written without spaces where a dialect wants it so, and lines stay lines", async () => {
    const frames = async function* (): AsyncGenerator<SseFrame> {
      yield { data: "a\nb" };
    };
    const response = sseResponse(frames, optionsWith({ framing: tightFraming }));
    expect(await response.text()).toBe("data:a\ndata:b\n\n");
  });

  it("asks for the next event when the last one was taken", async () => {
    let made = 0;
    const frames = async function* (): AsyncGenerator<SseFrame> {
      for (;;) {
        made += 1;
        yield { data: "x".repeat(10_000) };
      }
    };
    const reader = sseResponse(frames, optionsWith()).body?.getReader();
    expect(made).toBe(0);
    await reader?.read();
    await reader?.read();
    expect(made).toBe(2);
    await reader?.cancel();
  });

  it("sends comments while there is nothing to say, and loses nothing by it", async () => {
    const clock = new VirtualClock();
    let speak = (): void => undefined;
    const spoken = new Promise<void>((resolve) => {
      speak = resolve;
    });
    const frames = async function* (): AsyncGenerator<SseFrame> {
      await spoken;
      yield { data: "at last" };
    };
    const { body } = sseResponse(frames, optionsWith({ clock, heartbeatMs: 1_000 }));
    const reader = (body as ReadableStream<Uint8Array>)
      .pipeThrough(new TextDecoderStream())
      .getReader();
    for (const _ of [1, 2]) {
      const read = reader.read();
      await clock.advance(1_000);
      expect(await read).toMatchObject({ value: ": keep-alive\n\n" });
    }
    const read = reader.read();
    speak();
    expect(await read).toMatchObject({ value: "data: at last\n\n" });
    expect(await reader.read()).toMatchObject({ done: true });
  });

  it("ends its events when the reader leaves, and says so once", async () => {
    let left = 0;
    let ended = false;
    const frames = async function* (signal: AbortSignal): AsyncGenerator<SseFrame> {
      try {
        yield { data: "1" };
        yield* silence(signal);
      } finally {
        ended = true;
      }
    };
    const onDisconnect = (): void => {
      left += 1;
    };
    const abort = new AbortController();
    const { body } = sseResponse(frames, optionsWith({ signal: abort.signal, onDisconnect }));
    const reader = body?.getReader();
    await reader?.read();
    await reader?.cancel();
    abort.abort();
    expect([left, ended]).toEqual([1, true]);
  });

  it("fails with an AbortError when its request is aborted, even while it waits", async () => {
    const abort = new AbortController();
    let left = 0;
    const onDisconnect = (): void => {
      left += 1;
    };
    const response = sseResponse(silence, optionsWith({ signal: abort.signal, onDisconnect }));
    const text = response.text();
    abort.abort();
    await expect(text).rejects.toMatchObject({ name: "AbortError" });
    expect(left).toBe(1);
  });

  it("does not take its end for a reader who left", async () => {
    let left = 0;
    const onDisconnect = (): void => {
      left += 1;
    };
    const abort = new AbortController();
    const options = optionsWith({ signal: abort.signal, onDisconnect });
    await sseResponse(() => count(3), options).text();
    abort.abort();
    expect(left).toBe(0);
  });

  it("ends with what a dialect makes of a fault, or breaks off with it", async () => {
    const frames = async function* (): AsyncGenerator<SseFrame> {
      yield { data: "1" };
      throw new Error("lost");
    };
    const onFault = (error: unknown): SseFrame[] => [
      { event: "error", data: (error as Error).message },
    ];
    expect(await sseResponse(frames, optionsWith({ onFault })).text()).toBe(
      "data: 1\n\nevent: error\ndata: lost\n\n",
    );
    await expect(sseResponse(frames, optionsWith()).text()).rejects.toThrow("lost");
  });
});
