import { expect, it } from "vitest";
import { rawRequest } from "../test-support/raw-request.ts";
import { served } from "../test-support/served.ts";
import { dialects } from "./dialects.ts";

const errorOf = async (response: Response): Promise<unknown> => {
  const body = (await response.json()) as { error?: { code?: unknown }; code?: unknown };
  return [response.status, body.error?.code ?? body.code];
};

it("serves every dialect at its path", async () => {
  await using world = await served();
  expect(world.server.urls).toEqual(
    Object.fromEntries(dialects.map(({ name, path }) => [name, world.server.url + path])),
  );
  for (const path of ["/v1/assistants", "/api/v1/assistants"]) {
    const made = await world.request(path, { model: "echo" });
    expect([path, made.status]).toEqual([path, 200]);
  }
  const { data } = await world.inhouse.assistants.list();
  expect(data).toHaveLength(2);
});

it("lets the assistant answer a chat that its header names, or else the newest", async () => {
  await using world = await served();
  const parts = [{ type: "text", text: "Hello" }];
  const chat = async (id: string, headers: Record<string, string> = {}): Promise<string> => {
    const body = { id, messages: [{ id: `${id}-1`, role: "user", parts }] };
    return (await world.request("/ui/chat", body, headers)).text();
  };
  expect(await chat("a")).toContain("x-assistant-id");
  const old = await world.inhouse.assistants.create({ model: "echo" });
  const { id } = await world.inhouse.assistants.create({ model: "echo" });
  expect(await chat("b")).toContain(`"assistantId":"${id}"`);
  expect(await chat("c", { "x-assistant-id": old.id })).toContain(`"assistantId":"${old.id}"`);
});

it("tells tenants by their keys", async () => {
  const apiKeys = [
    { key: "sk-a", tenant: "a" },
    { key: "sk-b", tenant: "b" },
  ];
  await using world = await served({ apiKeys });
  const as = (key: string) => ({ authorization: `Bearer ${key}` });
  for (const path of ["/v1/assistants", "/api/v1/assistants"]) {
    const made = await world.request(path, { model: "echo" }, as("sk-a"));
    const { id } = (await made.json()) as { id: string };
    expect((await world.request(`${path}/${id}`, undefined, as("sk-a"))).status).toBe(200);
    expect((await world.request(`${path}/${id}`, undefined, as("sk-b"))).status).toBe(404);
    expect((await world.request(`${path}/${id}`, undefined, as("sk-c"))).status).toBe(401);
    expect((await world.request(`${path}/${id}`)).status).toBe(401);
  }
});

it("refuses to serve a network without a key, and says what to do", async () => {
  const message = /--api-key KEY, or --insecure/;
  await expect(served({ host: "0.0.0.0" })).rejects.toThrow(message);
  await using insecure = await served({ host: "0.0.0.0", insecure: true });
  await using withKey = await served({
    host: "0.0.0.0",
    apiKeys: [{ key: "k", tenant: "default" }],
  });
  const urls = [insecure, withKey].map(({ server }) => server.url.replace("0.0.0.0", "127.0.0.1"));
  const statuses = urls.map(async (url) => (await fetch(`${url}/v1/assistants`)).status);
  expect(await Promise.all(statuses)).toEqual([200, 401]);
});

it("turns web pages of other origins and other names away", async () => {
  await using world = await served();
  const get = (headers: string): Promise<string> =>
    rawRequest(
      world.server.url,
      `GET /v1/assistants HTTP/1.1\r\nConnection: close\r\n${headers}\r\n\r\n`,
    );
  expect(await get("Host: localhost:1234")).toMatch(/^HTTP\/1.1 200 /);
  expect(await get("Host: evil.example")).toMatch(/^HTTP\/1.1 403 /);
  expect(await get("Host: localhost\r\nOrigin: https://evil.example")).toMatch(/^HTTP\/1.1 403 /);
  expect(await get("Host: localhost\r\nOrigin: null")).toMatch(/^HTTP\/1.1 403 /);
});

it("lets the web pages of an origin in when it is told to, and no other", async () => {
  await using world = await served({ cors: ["https://app.example"] });
  const get = (origin: string) => world.request("/v1/assistants", undefined, { origin });
  const good = await get("https://app.example");
  expect(good.headers.get("access-control-allow-origin")).toBe("https://app.example");
  const bad = await get("https://evil.example");
  expect([bad.status, bad.headers.get("access-control-allow-origin")]).toEqual([403, null]);
  const preflight = await fetch(`${world.server.url}/v1/assistants`, {
    method: "OPTIONS",
    headers: { origin: "https://app.example", "access-control-request-method": "POST" },
  });
  expect(preflight.status).toBe(204);
});

it("answers what it cannot route in the form of the nearest dialect", async () => {
  await using world = await served();
  expect(await errorOf(await world.request("/"))).toEqual([404, "unknown_route"]);
  expect(await errorOf(await world.request("/v1x/assistants"))).toEqual([404, "unknown_route"]);
  const refused = await world.request("/api/v1/assistants", undefined, { origin: "null" });
  expect(await refused.json()).toMatchObject({ code: "caller_not_allowed" });
});

it.each([
  ["no HTTP at all", "hello\r\n\r\n", 400],
  ["no Host", "GET /v1/assistants HTTP/1.1\r\nConnection: close\r\n\r\n", 400],
  ["a header without a colon", "GET /v1/x HTTP/1.1\r\nHost: localhost\r\nnonsense\r\n\r\n", 400],
  [
    "two lengths",
    "POST /v1/x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
    400,
  ],
  [
    "a length and chunks",
    "POST /v1/x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    400,
  ],
  [
    "a broken chunk",
    "POST /v1/assistants HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n\r\n",
    400,
  ],
  [
    "a header beyond the limit",
    `GET /v1/x HTTP/1.1\r\nHost: localhost\r\nX-Long: ${"a".repeat(20_000)}\r\n\r\n`,
    431,
  ],
  [
    "an address beyond the limit",
    `GET /v1/${"a".repeat(20_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n`,
    431,
  ],
  ["an unknown method", "BREW /v1/x HTTP/1.1\r\nHost: localhost\r\n\r\n", 400],
  [
    "a method without a meaning here",
    "TRACE /v1/x HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
    405,
  ],
  ["a backslash", "GET /v1/a\\b HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", 400],
  ["an asterisk", "OPTIONS * HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", 400],
])("refuses %s, and serves on", async (_, bytes, status) => {
  await using world = await served();
  expect(await rawRequest(world.server.url, bytes)).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  expect((await world.request("/v1/assistants")).status).toBe(200);
});

it("does not wait for a header that does not come", async () => {
  await using world = await served({ limits: { headerMs: 50, requestMs: 50 } });
  const answer = await rawRequest(world.server.url, "GET /v1/assistants HTTP/1.1\r\nHost: loc");
  expect(answer).toMatch(/^HTTP\/1.1 408 /);
});

it("keeps to the limits on bodies in every dialect", async () => {
  const limits = { jsonBytes: 2_000, jsonDepth: 5, uploadBytes: 5_000 };
  await using world = await served({ dialects: { limits } });
  for (const path of ["/v1", "/api/v1"]) {
    const large = await world.request(`${path}/assistants`, {
      model: "echo",
      name: "a".repeat(3_000),
    });
    expect([path, large.status]).toEqual([path, 413]);
    const metadata = { a: { b: { c: { d: { e: 1 } } } } };
    const deep = await world.request(`${path}/assistants`, { model: "echo", metadata });
    expect([path, deep.status]).toEqual([path, 400]);
    const form = new FormData();
    form.set("purpose", "assistants");
    form.set("file", new File(["a".repeat(10_000)], "a.txt"));
    const file = await fetch(`${world.server.url}${path}/files`, { method: "POST", body: form });
    expect([path, file.status]).toEqual([path, 413]);
  }
  expect((await world.inhouse.assistants.list()).data).toEqual([]);
  expect((await world.inhouse.files.list()).data).toEqual([]);
});

it("logs a line for each request, without contents, queries and keys", async () => {
  const apiKeys = [{ key: "sk-secret", tenant: "default" }];
  const lines: string[] = [];
  let onLine = (): void => undefined;
  const log = (line: string): void => {
    lines.push(line);
    onLine();
  };
  await using world = await served({ apiKeys, log });
  const seen = (count: number): Promise<void> =>
    new Promise((resolve) => {
      onLine = () => lines.length >= count && resolve();
      onLine();
    });
  const headers = { authorization: "Bearer sk-secret" };
  await (await world.request("/v1/assistants", { model: "echo", name: "secret" }, headers)).text();
  await (await world.request("/v1/assistants?after=secret", undefined, headers)).text();
  await (await world.request("/v1/assistants", undefined, { authorization: "secret" })).text();
  await seen(3);
  expect(lines.toSorted()).toEqual([
    expect.stringMatching(/^GET \/v1\/assistants 4\d\d \d+\.\dms$/),
    expect.stringMatching(/^GET \/v1\/assistants 401 \d+\.\dms$/),
    expect.stringMatching(/^POST \/v1\/assistants 200 \d+\.\dms$/),
  ]);
});
