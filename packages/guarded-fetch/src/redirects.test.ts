import { describe, expect, it } from "vitest";
import { guardedFetch } from "./guarded-fetch.ts";
import { caught } from "./test-support/caught.ts";
import { Service } from "./test-support/service.ts";

/** A service that sends every request on to what its path says. */
const sender = (status: number): Promise<Service> =>
  Service.start(({ url }, response) => {
    if (url === "/end") response.end("end");
    else response.writeHead(status, { location: decodeURIComponent(url.slice(1)) }).end();
  });
const to = (service: Service, target: string): string =>
  `${service.origin}/${encodeURIComponent(target)}`;
const local = (...services: readonly Service[]) => {
  const origins = services.map((service) => service.origin);
  return { origins, allowPrivateAddresses: origins };
};
const credentials = { authorization: "Bearer secret", "x-api-key": "secret", cookie: "a=secret" };

describe("redirects", () => {
  it("follows within the origin, credentials and all", async () => {
    await using service = await sender(307);
    const fetch = guardedFetch(local(service));
    const request = { method: "PUT", body: "data", headers: credentials };
    const answer = await fetch(to(service, "/end"), request);
    expect(answer.url).toBe(`${service.origin}/end`);
    expect(service.received[1]).toMatchObject({
      method: "PUT",
      body: "data",
      headers: credentials,
    });
  });

  it("takes no credential along to another origin, though it is allowed", async () => {
    await using other = await Service.start();
    await using service = await sender(302);
    const fetch = guardedFetch(local(service, other));
    const headers = { ...credentials, accept: "application/json" };
    await fetch(to(service, `${other.origin}/end`), { headers });
    const [got] = other.received;
    expect(got?.headers).toMatchObject({ accept: "application/json" });
    expect(JSON.stringify(got)).not.toContain("secret");
  });

  it("takes no body along to another origin", async () => {
    await using other = await Service.start();
    await using service = await sender(307);
    const fetch = guardedFetch(local(service, other));
    const request = { method: "POST", body: "secret" };
    const error = await caught(fetch(to(service, `${other.origin}/end`), request));
    expect(error).toMatchObject({ reason: "redirect", sent: "unknown" });
    expect(other.received).toEqual([]);
  });

  it.each([301, 302, 303])("makes a GET of a POST that is answered with %i", async (status) => {
    await using service = await sender(status);
    const fetch = guardedFetch(local(service));
    const headers = { "content-type": "text/plain", ...credentials };
    await fetch(to(service, "/end"), { method: "POST", body: "data", headers });
    const { method, body, headers: got } = service.received[1] ?? {};
    expect({ method, body, type: got?.["content-type"] }).toEqual({ method: "GET", body: "" });
  });

  it.each([
    ["an origin that is not listed", "https://evil.example/", "origin"],
    ["loopback by another name", "http://localhost:1/", "origin"],
    ["metadata", "http://169.254.169.254/latest/meta-data/", "origin"],
    ["a file", "file:///etc/passwd", "url"],
    ["an address that is none", "http://", "redirect"],
  ])("does not follow to %s", async (_, target, reason) => {
    await using service = await sender(302);
    const fetch = guardedFetch(local(service));
    const error = await caught(fetch(to(service, target), { headers: credentials }));
    expect(error).toMatchObject({ reason, sent: "unknown" });
    expect(error.message).not.toMatch(/secret|passwd|meta-data/);
    expect(service.received).toHaveLength(1);
  });

  it.each(["http://127.0.0.1/", "http://169.254.169.254/", "http://[::1]/", "http://10.0.0.1/"])(
    "does not follow to %s where every public origin is allowed",
    async (target) => {
      await using service = await sender(302);
      const { origin } = service;
      const fetch = guardedFetch({ origins: "any", allowPrivateAddresses: [origin] });
      const error = await caught(fetch(to(service, target)));
      expect(error).toMatchObject({ reason: "address", sent: "unknown" });
    },
  );

  it("does not follow for ever", async () => {
    await using service = await Service.start((_, response) =>
      response.writeHead(302, { location: "/round" }).end(),
    );
    const fetch = guardedFetch({ ...local(service), limits: { redirects: 3 } });
    expect(await caught(fetch(service.origin))).toMatchObject({ reason: "redirect" });
    expect(service.received).toHaveLength(4);
  });

  it("hands a redirect to nowhere over as the answer that it is", async () => {
    await using service = await Service.start((_, response) => response.writeHead(304).end());
    const fetch = guardedFetch(local(service));
    expect((await fetch(service.origin)).status).toBe(304);
  });
});
