import { describe, expect, it } from "vitest";
import type { ResolvedAddress } from "./address/resolve-host.ts";
import { guardedFetch } from "./guarded-fetch.ts";
import { caught } from "./test-support/caught.ts";
import { Service } from "./test-support/service.ts";

const answer = (...addresses: readonly string[]): ResolvedAddress[] =>
  addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));

describe("addresses", () => {
  it.each([
    ["loopback", ["127.0.0.1"]],
    ["metadata", ["169.254.169.254"]],
    ["a private address behind a public one", ["8.8.8.8", "10.0.0.1"]],
    ["a mapped address", ["::ffff:127.0.0.1"]],
    ["an address that is none", ["localhost"]],
  ])("refuses a name of %s, without saying the address", async (_, addresses) => {
    const fetch = guardedFetch({
      origins: ["https://api.example.com"],
      lookup: async () => answer(...addresses),
    });
    const error = await caught(fetch("https://api.example.com/secret?token=secret"));
    expect(error).toMatchObject({ reason: "address", sent: "no" });
    for (const word of [...addresses, "secret"]) expect(error.message).not.toContain(word);
  });

  it.each([
    "http://127.0.0.1",
    "http://2130706433",
    "http://0x7f.1",
    "http://0177.0.0.1",
    "http://[::1]",
    "http://[::ffff:169.254.169.254]",
    "http://[64:ff9b::a9fe:a9fe]",
    "http://169.254.169.254",
    "http://0",
  ])("refuses %s, asking for no name", async (url) => {
    const fetch = guardedFetch({
      origins: "any",
      lookup: () => Promise.reject(new Error("asked")),
    });
    expect(await caught(fetch(url))).toMatchObject({ reason: "address", sent: "no" });
  });

  it("asks this machine's resolver where nobody else is named", async () => {
    const fetch = guardedFetch({ origins: "any" });
    expect(await caught(fetch("http://localhost/"))).toMatchObject({ reason: "address" });
  });

  it("connects to the address that was checked, whatever the name's owner says next", async () => {
    await using service = await Service.start();
    await using victim = await Service.start(undefined, { host: "127.0.0.2", port: service.port });
    const origin = `http://rebind.example:${service.port}`;
    let asked = 0;
    const fetch = guardedFetch({
      origins: [origin],
      allowPrivateAddresses: [origin],
      lookup: async () => {
        asked += 1;
        return answer(asked === 1 ? "127.0.0.1" : "127.0.0.2");
      },
    });
    await fetch(`${origin}/things`);
    expect(asked).toBe(1);
    expect(service.received).toMatchObject([
      { url: "/things", headers: { host: `rebind.example:${service.port}` } },
    ]);
    expect(victim.received).toEqual([]);
  });

  it("checks a name again on every redirect", async () => {
    await using service = await Service.start((_, response) =>
      response.writeHead(302, { location: "/again" }).end(),
    );
    const origin = `http://rebind.example:${service.port}`;
    const answers = [answer("127.0.0.1"), answer("169.254.169.254")];
    const fetch = guardedFetch({
      origins: [origin],
      allowPrivateAddresses: [origin],
      lookup: async () => answers.shift() ?? [],
    });
    expect(await caught(fetch(origin))).toMatchObject({ reason: "address", sent: "unknown" });
    expect(service.received).toHaveLength(1);
  });

  it("never calls link-local addresses, even for an origin that may be private", async () => {
    const origin = "http://intranet.example";
    const fetch = guardedFetch({
      origins: [origin],
      allowPrivateAddresses: [origin],
      lookup: async () => answer("169.254.169.254"),
    });
    expect(await caught(fetch(origin))).toMatchObject({ reason: "address", sent: "no" });
  });

  it("tells a name that nobody has from an address that is refused", async () => {
    const fetch = guardedFetch({
      origins: "any",
      lookup: () => Promise.reject(Object.assign(new Error("no"), { code: "ENOTFOUND" })),
    });
    expect(await caught(fetch("http://nowhere.example"))).toMatchObject({ reason: "unreachable" });
  });

  it("calls no port of its own where every origin is allowed", async () => {
    await using service = await Service.start();
    const open = guardedFetch({ origins: "any" });
    expect(await caught(open(service.origin))).toMatchObject({ reason: "origin", sent: "no" });
    const { origin } = service;
    const named = guardedFetch({ origins: "any", allowPrivateAddresses: [origin] });
    expect((await named(origin)).status).toBe(200);
  });
});
