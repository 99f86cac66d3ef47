import { describe, expect, it } from "vitest";
import { guardedFetch } from "./guarded-fetch.ts";
import { caught } from "./test-support/caught.ts";
import { Service } from "./test-support/service.ts";

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const local = (...services: readonly Service[]) => {
  const origins = services.map((service) => service.origin);
  return { origins, allowPrivateAddresses: origins };
};

describe("guardedFetch", () => {
  it("sends a request and brings the whole answer", async () => {
    await using service = await Service.start((_, response) =>
      response.writeHead(201, { "content-type": "Text/Plain; charset=utf-8" }).end("made"),
    );
    const fetch = guardedFetch(local(service));
    const answer = await fetch(`${service.origin}/things?q=1#part`, {
      method: "POST",
      headers: { "content-type": "application/json", "X-Key": "secret" },
      body: "{}",
    });
    expect(answer).toMatchObject({ status: 201, mediaType: "text/plain" });
    expect(text(answer.bytes)).toBe("made");
    expect(service.received).toMatchObject([
      {
        method: "POST",
        url: "/things?q=1",
        body: "{}",
        headers: { "x-key": "secret", "content-length": "2", connection: "close" },
      },
    ]);
  });

  it("keeps no connection", async () => {
    await using service = await Service.start();
    const fetch = guardedFetch(local(service));
    await fetch(service.origin);
    await fetch(service.origin, { method: "HEAD" });
    await expect.poll(() => service.connections()).toBe(0);
  });

  it.each([
    ["another host", "https://evil.example/", "origin"],
    ["another port", "https://api.example.com:8443/", "origin"],
    ["another scheme", "http://api.example.com/", "origin"],
    ["a name that only begins so", "https://api.example.com.evil.example/", "origin"],
    ["a user name that looks like the host", "https://api.example.com@hunter2.example/", "url"],
    ["a password", "https://user:hunter2@api.example.com/", "url"],
    ["a file", "file:///etc/passwd", "url"],
    ["data", "data:text/plain,hello", "url"],
    ["a path alone", "/things", "url"],
  ])("does not call %s", async (_, url, reason) => {
    const lookups: string[] = [];
    const fetch = guardedFetch({
      origins: ["https://api.example.com"],
      lookup: async (name) => {
        lookups.push(name);
        return [];
      },
    });
    const error = await caught(fetch(url));
    expect(error).toMatchObject({ code: "guarded_fetch", reason, sent: "no" });
    expect(error.message).not.toMatch(/hunter2|passwd|hello/);
    expect(lookups).toEqual([]);
  });

  it.each([
    ["a header that ends the header", { headers: { "x-key": "secret\r\nx-admin: 1" } }],
    ["a header of another connection", { headers: { "Transfer-Encoding": "chunked" } }],
    ["another host's name", { headers: { host: "evil.example" } }],
    ["a header without a name", { headers: { "": "secret" } }],
    ["a body of a GET", { body: "secret" }],
    ["a method of its own", { method: "TRACE" }],
    ["a method in small letters", { method: "delete" }],
  ])("does not send %s", async (_, request) => {
    const fetch = guardedFetch({ origins: ["https://api.example.com"] });
    const error = await caught(fetch("https://api.example.com/", request));
    expect(error).toMatchObject({ reason: "url", sent: "no" });
    expect(error.message).not.toContain("secret");
  });

  it("does not send more than the limit", async () => {
    const fetch = guardedFetch({
      origins: ["https://api.example.com"],
      limits: { requestBytes: 3 },
    });
    const request = { method: "POST", body: "four" };
    const error = await caught(fetch("https://api.example.com/", request));
    expect(error).toMatchObject({ reason: "too_large", sent: "no" });
  });

  it.each([
    ["no origin", { origins: ["https://api.example.com/v1"] }, "origins[0]"],
    ["another scheme", { origins: ["ftp://api.example.com"] }, "origins[0]"],
    [
      "no private origin",
      { origins: "any" as const, allowPrivateAddresses: ["127.0.0.1"] },
      "allowPrivateAddresses[0]",
    ],
    ["no limit", { origins: [], limits: { totalMs: 0 } }, "limits.totalMs"],
  ])("refuses to be made with %s", (_, options, param) => {
    expect(() => guardedFetch(options)).toThrow(expect.objectContaining({ param }));
  });

  it("takes only the types that are asked for, and errors of any type", async () => {
    await using service = await Service.start(({ url }, response) => {
      response.writeHead(url === "/gone" ? 404 : 200, { "content-type": "text/html" }).end("<p>");
    });
    const fetch = guardedFetch(local(service));
    const mediaTypes = ["image/*"];
    const error = await caught(fetch(service.origin, { mediaTypes }));
    expect(error.reason).toBe("media_type");
    expect((await fetch(`${service.origin}/gone`, { mediaTypes })).status).toBe(404);
    expect((await fetch(service.origin, { mediaTypes: ["text/html"] })).status).toBe(200);
  });

  it("says whether the service may have got the request", async () => {
    const service = await Service.start((_, response) => response.destroy());
    const fetch = guardedFetch(local(service));
    const { origin } = service;
    expect(await caught(fetch(origin))).toMatchObject({ reason: "broken", sent: "unknown" });
    await service[Symbol.asyncDispose]();
    expect(await caught(fetch(origin))).toMatchObject({ reason: "unreachable", sent: "no" });
  });
});
