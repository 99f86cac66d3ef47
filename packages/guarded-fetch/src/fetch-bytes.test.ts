import { expect, it } from "vitest";
import { fetchBytes } from "./fetch-bytes.ts";
import { caught } from "./test-support/caught.ts";
import { Service } from "./test-support/service.ts";

const { signal } = new AbortController();

it("reads an image, and nothing that is none", async () => {
  await using service = await Service.start(({ url }, response) => {
    const types: Record<string, string> = { "/image": "image/png", "/page": "text/html" };
    response.writeHead(url === "/gone" ? 404 : 200, { "content-type": types[url] ?? "image/png" });
    response.end("bytes");
  });
  const { origin } = service;
  const read = fetchBytes({ origins: "any", allowPrivateAddresses: [origin] });
  expect(await read(new URL("/image", origin), signal)).toEqual({
    bytes: new TextEncoder().encode("bytes"),
    mediaType: "image/png",
  });
  expect(await caught(read(new URL("/page", origin), signal))).toMatchObject({
    reason: "media_type",
  });
  expect(await caught(read(new URL("/gone", origin), signal))).toMatchObject({ reason: "status" });
});

it("reads from no private host where nothing else is said", async () => {
  await using service = await Service.start();
  const url = new URL(`http://localhost:${service.port}/`);
  expect(await caught(fetchBytes()(url, signal))).toMatchObject({ reason: "origin" });
  const port80 = fetchBytes()(new URL("http://localhost/"), signal);
  expect(await caught(port80)).toMatchObject({ reason: "address" });
});
