import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { openApiPlugin } from "./open-api-plugin.ts";
import type { OpenApiPluginOptions } from "./plugin-options.ts";
import { Service } from "./test-support/service.ts";
import { TestThread } from "./test-support/test-thread.ts";

const call = async (
  server: string,
  network: OpenApiPluginOptions["network"] = {},
): Promise<string> => {
  const plugin = await openApiPlugin({
    id: "demo",
    document: {
      openapi: "3.0.0",
      servers: [{ url: server }],
      paths: { "/read": { get: { operationId: "read" } } },
    },
    network: { allowPrivateAddresses: [server], ...network },
  });
  const { output, isError } = await new TestThread(plugin).call("demo_read");
  expect(isError).toBe(true);
  return output;
};

describe("a hostile service", () => {
  it.each([
    "http://127.0.0.1:1/",
    "http://localhost/",
    "http://[::1]/",
    "http://169.254.169.254/latest/meta-data/iam/",
    "http://metadata.google.internal/",
    "https://evil.example/",
    "file:///etc/passwd",
  ])("does not send a call on to %s", async (location) => {
    await using service = await Service.start((_, response) =>
      response.writeHead(302, { location }).end(),
    );
    expect(await call(service.origin)).toMatch(/sent the request on, and it was not followed/);
    expect(service.received).toHaveLength(1);
  });

  it("does not become another host by its name", async () => {
    const answers = ["127.0.0.1", "169.254.169.254"];
    await using service = await Service.start((_, response) =>
      response.writeHead(302, { location: "/again" }).end(),
    );
    const output = await call(`http://rebind.example:${service.port}`, {
      lookup: async () => [{ address: answers.shift() ?? "", family: 4 }],
    });
    expect(output).toMatch(/an address that is not public/);
    expect(service.received).toHaveLength(1);
  });

  it("of a private address is not called where nobody allowed it", async () => {
    await using service = await Service.start();
    expect(await call(service.origin, { allowPrivateAddresses: [] })).toMatch(/not public/);
    expect(service.received).toEqual([]);
  });

  it("does not answer for ever, nor with a bomb", async () => {
    const bomb = gzipSync(Buffer.alloc(32 * 1024 * 1024));
    await using service = await Service.start((_, response) =>
      response.writeHead(200, { "content-encoding": "gzip" }).end(bomb),
    );
    expect(await call(service.origin)).toMatch(/more than 10485760 bytes\.\nAsk for less/);
    await using endless = await Service.start((_, response) => {
      const more = (): void => {
        while (!response.destroyed && response.write("x".repeat(65_536)));
      };
      response.on("drain", more);
      more();
    });
    expect(await call(endless.origin, { limits: { responseBytes: 1_000_000 } })).toMatch(
      /more than/,
    );
  });

  it("does not hold a call by saying nothing", async () => {
    await using service = await Service.start(() => undefined);
    const output = await call(service.origin, { limits: { idleMs: 50 } });
    expect(output).toMatch(/did not answer in time\.\nCall it once more/);
  });

  it("that answers deeper than anybody reads is cut like any other", async () => {
    const depth = 200_000;
    await using service = await Service.start((_, response) =>
      response
        .writeHead(500, { "content-type": "application/json" })
        .end(`${"[".repeat(depth)}${"]".repeat(depth)}`),
    );
    const output = await call(service.origin);
    expect(output).toMatch(/status 500\.\nIt said: \[{1000}\n\[… 398000 characters left out …\]/);
  });

  it("that answers with another type than it says harms nobody", async () => {
    await using service = await Service.start((_, response) =>
      response.writeHead(500, { "content-type": "application/json" }).end("<html>not JSON"),
    );
    expect(await call(service.origin)).toMatch(/status 500\.\nIt said: <html>not JSON/);
  });
});
