import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { guardedFetch } from "./guarded-fetch.ts";
import type { GuardedFetch } from "./guarded-fetch-options.ts";
import type { FetchLimits } from "./limits.ts";
import { caught } from "./test-support/caught.ts";
import { ManualClock } from "./test-support/manual-clock.ts";
import { RawService } from "./test-support/raw-service.ts";
import { Service } from "./test-support/service.ts";

const fetchFrom = ({ origin }: { readonly origin: string }, limits: Partial<FetchLimits> = {}) =>
  guardedFetch({ origins: [origin], allowPrivateAddresses: [origin], limits });
const MB = 1024 * 1024;

describe("hostile answers", () => {
  it.each([
    ["a body that never ends", "HTTP/1.1 200 OK\r\n\r\n", true],
    ["chunks that never end", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", true],
    [
      "a body that says how large it is",
      "HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n",
      false,
    ],
    ["a header that never ends", "HTTP/1.1 200 OK\r\n", true],
  ])("stops reading %s", async (_, head, isEndless) => {
    const piece = head.endsWith("\r\n\r\n")
      ? head.includes("chunked")
        ? `4000\r\n${"x".repeat(0x4000)}\r\n`
        : "x".repeat(0x4000)
      : `x-more: ${"x".repeat(1000)}\r\n`;
    await using service = await RawService.start((socket) => {
      socket.write(head);
      const more = (): void => {
        while (isEndless && !socket.destroyed && socket.write(piece));
      };
      socket.on("drain", more);
      more();
    });
    const fetch = fetchFrom(service, { responseBytes: MB });
    expect(await caught(fetch(service.origin))).toMatchObject({ reason: "too_large" });
  });

  it.each([
    ["gzip", gzipSync("packed")],
    ["deflate", deflateSync("packed")],
    ["identity", Buffer.from("packed")],
  ])("unpacks %s", async (encoding, packed) => {
    await using service = await Service.start((_, response) =>
      response.writeHead(200, { "content-encoding": encoding }).end(packed),
    );
    const { bytes } = await fetchFrom(service)(service.origin);
    expect(new TextDecoder().decode(bytes)).toBe("packed");
    expect(service.received[0]?.headers["accept-encoding"]).toBe("gzip, deflate");
  });

  it.each([
    ["gzip", gzipSync(Buffer.alloc(64 * MB))],
    ["deflate", deflateSync(Buffer.alloc(64 * MB))],
  ])("stops unpacking a bomb of %s", async (encoding, bomb) => {
    await using service = await Service.start((_, response) =>
      response.writeHead(200, { "content-encoding": encoding }).end(bomb),
    );
    expect(bomb.length).toBeLessThan(MB);
    const fetch = fetchFrom(service, { responseBytes: MB });
    const before = process.memoryUsage().arrayBuffers;
    expect(await caught(fetch(service.origin))).toMatchObject({ reason: "too_large" });
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(16 * MB);
  });

  it.each([
    ["one that was not asked for", "br", brotliCompressSync("x")],
    ["another one", "zstd", Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0, 0, 1, 0, 0])],
    ["several layers", "gzip, gzip", gzipSync(gzipSync("x"))],
    ["one that it is not", "gzip", Buffer.from("plain")],
    ["one that is cut off", "gzip", gzipSync("x".repeat(1000)).subarray(0, 20)],
  ])("does not unpack %s", async (_, encoding, packed) => {
    await using service = await Service.start((_request, response) =>
      response.writeHead(200, { "content-encoding": encoding }).end(packed),
    );
    const error = await caught(fetchFrom(service)(service.origin));
    expect(error).toMatchObject({ reason: "encoding", sent: "unknown" });
  });

  it.each([
    ["no HTTP at all", "SSH-2.0-OpenSSH_9.9\r\n"],
    ["a body shorter than it says", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort"],
    ["two lengths", "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab"],
    [
      "a length and chunks",
      "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    ],
    ["another protocol", "HTTP/1.1 101 Switching\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n"],
    ["nothing", ""],
  ])("takes %s for what it is", async (_, answer) => {
    await using service = await RawService.start((socket) => socket.end(answer));
    const error = await caught(fetchFrom(service)(`${service.origin}/?key=secret`));
    expect(error).toMatchObject({ reason: "broken", sent: "unknown" });
    expect(JSON.stringify([error.message, error.cause, error.stack])).not.toContain("secret");
  });
});

describe("slow answers", () => {
  /** A request whose time a test moves, and what it has waited for so far. */
  const slow = (origin: string): { readonly clock: ManualClock; readonly fetch: GuardedFetch } => {
    const clock = new ManualClock();
    const limits = { totalMs: 1_000, idleMs: 100 };
    const options = { origins: [origin], allowPrivateAddresses: [origin], limits, clock };
    return { clock, fetch: guardedFetch(options) };
  };

  it("gives up on a service that says nothing", async () => {
    const called = Promise.withResolvers<void>();
    await using service = await Service.start(() => called.resolve());
    const { clock, fetch } = slow(service.origin);
    const asked = caught(fetch(service.origin));
    await called.promise;
    clock.advance(100);
    expect(await asked).toMatchObject({ reason: "too_slow", sent: "unknown" });
    await expect.poll(() => service.connections()).toBe(0);
    expect(clock.timers).toBe(0);
  });

  it("gives up on a service that drips for ever, though it is never silent", async () => {
    const clock = new ManualClock();
    let drops = 0;
    const fetch = guardedFetch({
      origins: ["http://1.1.1.1"],
      limits: { totalMs: 1_000, idleMs: 100 },
      clock,
      connect: async () => ({ status: 200, headers: [], body: drip(), close: () => undefined }),
    });
    async function* drip(): AsyncIterable<Uint8Array> {
      for (;;) {
        clock.advance(90);
        drops += 1;
        yield new Uint8Array(1);
      }
    }
    expect(await caught(fetch("http://1.1.1.1"))).toMatchObject({ reason: "too_slow" });
    expect(drops).toBe(12);
  });

  it("gives up on a resolver that does not answer", async () => {
    const clock = new ManualClock();
    const fetch = guardedFetch({
      origins: "any",
      lookup: () => Promise.withResolvers<[]>().promise,
      clock,
    });
    const asked = caught(fetch("http://slow.example"));
    clock.advance(10_000);
    expect(await asked).toMatchObject({ reason: "too_slow", sent: "no" });
  });

  it("ends with its caller, and closes the connection", async () => {
    const called = Promise.withResolvers<void>();
    await using service = await Service.start(() => called.resolve());
    const caller = new AbortController();
    const asked = fetchFrom(service)(service.origin, { signal: caller.signal });
    await called.promise;
    caller.abort(new Error("cancelled"));
    await expect(asked).rejects.toThrow("cancelled");
    await expect.poll(() => service.connections()).toBe(0);
    await expect(fetchFrom(service)(service.origin, { signal: caller.signal })).rejects.toThrow(
      "cancelled",
    );
  });
});
