import { once } from "node:events";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { guardedFetch } from "./guarded-fetch.ts";
import { caught } from "./test-support/caught.ts";
import { certificate, key } from "./test-support/certificate.ts";

const names: string[] = [];
const server = createServer({ cert: certificate, key }, ({ url }, response) => {
  if (url !== "/down") response.end("hello");
  else response.writeHead(302, { location: "http://service.example/" }).end();
});
server.on("secureConnection", (socket: { readonly servername?: string }) =>
  names.push(socket.servername ?? ""),
);

beforeAll(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await once(server, "close");
});

const fetchAs = (host: string, ca: { readonly ca?: string }, path = "/") => {
  const origin = `https://${host}:${(server.address() as AddressInfo).port}`;
  const fetch = guardedFetch({
    origins: [origin, "http://service.example"],
    allowPrivateAddresses: [origin],
    lookup: async () => [{ address: "127.0.0.1", family: 4 }],
    ...ca,
  });
  return fetch(`${origin}${path}`);
};

it("connects to the checked address and shakes hands with the name", async () => {
  expect((await fetchAs("service.example", { ca: certificate })).status).toBe(200);
  expect(names).toEqual(["service.example"]);
});

it("is not sent on to a connection that anybody can read, though it is allowed", async () => {
  const asked = fetchAs("service.example", { ca: certificate }, "/down");
  expect(await caught(asked)).toMatchObject({ reason: "redirect", sent: "unknown" });
});

it.each([
  ["of nobody that is trusted", "service.example", {}],
  ["of another name", "other.example", { ca: certificate }],
])("takes no certificate %s, whatever the process says", async (_, host, ca) => {
  const before = process.env.NODE_TLS_REJECT_UNAUTHORIZED;
  process.env.NODE_TLS_REJECT_UNAUTHORIZED = "0";
  try {
    expect(await caught(fetchAs(host, ca))).toMatchObject({ reason: "unreachable", sent: "no" });
  } finally {
    if (before === undefined) delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
    else process.env.NODE_TLS_REJECT_UNAUTHORIZED = before;
  }
});
