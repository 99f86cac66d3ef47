import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { expect, it, vi } from "vitest";
import { readForm } from "../body/read-form.ts";
import { defaultHttpLimits, readHttpSettings } from "../options/http-settings.ts";
import type { SseFrame } from "./sse-frame.ts";
import { sseResponse } from "./sse-response.ts";

/** Serves one function on a free port, and stops when it is disposed of. */
async function serve(
  answer: (request: Request) => Response | Promise<Response>,
): Promise<AsyncDisposable & { url: string }> {
  const server = createServer(getRequestListener(answer));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      if (server.listening) await new Promise((resolve) => server.close(resolve));
    },
  };
}

it("hears over HTTP that the reader has left, and makes no noise about it", async () => {
  const noise = vi.spyOn(console, "error").mockImplementation(() => undefined);
  let onLeft = (): void => undefined;
  const left = new Promise<void>((resolve) => {
    onLeft = resolve;
  });
  const frames = async function* (signal: AbortSignal): AsyncGenerator<SseFrame> {
    yield { data: "1" };
    await new Promise((resolve) => signal.addEventListener("abort", resolve));
  };
  await using server = await serve(({ signal }) => {
    const settings = readHttpSettings({}, "");
    return sseResponse(frames, { ...settings, signal, onDisconnect: onLeft });
  });
  const { body } = await fetch(server.url);
  const reader = (body as ReadableStream<Uint8Array>).getReader();
  expect(new TextDecoder().decode((await reader.read()).value)).toBe("data: 1\n\n");
  await reader.cancel();
  await left;
  await server[Symbol.asyncDispose]();
  expect(noise).not.toHaveBeenCalled();
});

it("asks no faster over HTTP than the reader takes", async () => {
  let made = 0;
  let onStalled = (): void => undefined;
  const frames = async function* (): AsyncGenerator<SseFrame> {
    const data = "x".repeat(100_000);
    for (;;) {
      // Nothing comes after this one until somebody reads: the sockets are full.
      made += 1;
      onStalled();
      yield { data };
    }
  };
  await using server = await serve(({ signal }) =>
    sseResponse(frames, { ...readHttpSettings({}, ""), signal }),
  );
  const { body } = await fetch(server.url);
  for (let before = -1; made !== before; ) {
    before = made;
    // Whoever makes a frame within this time resets the wait.
    await new Promise((resolve) => {
      const timer = setTimeout(resolve, 200);
      onStalled = () => timer.refresh();
    });
  }
  expect(made).toBeLessThan(1_000);
  const reader = (body as ReadableStream<Uint8Array>).getReader();
  const taken = made;
  while (made === taken) await reader.read();
  await reader.cancel();
});

it("refuses an upload over HTTP before all of it has come", async () => {
  await using server = await serve(async (request) => {
    const limits = { ...defaultHttpLimits, uploadBytes: 100_000 };
    try {
      await readForm(request, limits);
      return new Response("read");
    } catch (error) {
      return new Response((error as { fault: { code: string } }).fault.code, { status: 413 });
    }
  });
  const body = new FormData();
  body.set("file", new File([new Uint8Array(10_000_000)], "big"));
  const response = await fetch(server.url, { method: "POST", body });
  expect([response.status, await response.text()]).toEqual([413, "body_too_large"]);
});
