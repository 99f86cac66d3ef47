import { expect, it } from "vitest";
import { readServeOptions } from "./serve-options.ts";

it("fills in what is not said", () => {
  expect(readServeOptions([], {})).toEqual({
    host: "127.0.0.1",
    port: 4242,
    storage: { kind: "memory" },
    scripted: false,
    sessionKey: null,
    apiKeys: [],
    insecure: false,
    allow: {},
    tools: [],
    cors: [],
    cancelOnDisconnect: false,
    packages: null,
    quiet: false,
  });
});

it("takes keys from both sides, each with its tenant", () => {
  const options = readServeOptions(["--api-key", "k1", "--api-key", "team:k2"], {
    INHOUSE_API_KEYS: "other:k3,k4",
  });
  expect(options?.apiKeys).toEqual([
    { key: "k1", tenant: "default" },
    { key: "k2", tenant: "team" },
    { key: "k3", tenant: "other" },
    { key: "k4", tenant: "default" },
  ]);
});

it.each([
  ["memory", { kind: "memory" }],
  ["lowdb:some/folder", { kind: "lowdb", folder: "some/folder" }],
  ["sqlite::memory:", { kind: "sqlite", file: ":memory:" }],
  ["sqlite:a.db", { kind: "sqlite", file: "a.db" }],
  ["postgres://u@h/d", { kind: "postgres", url: "postgres://u@h/d" }],
  ["postgres:postgresql://u@h/d", { kind: "postgres", url: "postgresql://u@h/d" }],
])("reads the storage %s", (text, storage) => {
  expect(readServeOptions(["--storage", text], {})).toMatchObject({ storage });
});

it("takes a network with keys, or when it is told to", () => {
  const network = ["--host", "0.0.0.0"];
  expect(readServeOptions([...network, "--api-key", "k"], {})).toMatchObject({
    host: "0.0.0.0",
  });
  expect(readServeOptions([...network, "--insecure"], {})).toMatchObject({ insecure: true });
  for (const host of ["localhost", "127.8.8.8", "::1", "[::1]", "a.localhost"]) {
    expect(readServeOptions(["--host", host], {})).toMatchObject({ host });
  }
});

it.each([
  [["--port", "x"], /'--port' must be a whole number/],
  [["--port", "70000"], /'--port'/],
  [["--port"], /--port/],
  [["extra"], /Unexpected argument 'extra'/],
  [["--storage", "mysql:x"], /'--storage' must be memory, lowdb:DIR/],
  [["--storage", "lowdb:"], /'--storage'/],
  [["--storage", "postgres:secret"], /it is none of these/],
  [["--cors", "app.example"], /'--cors' must be an origin/],
  [["--cors", "https://app.example/"], /'--cors'/],
  [["--api-key", "sk secret"], /'--api-key' must be KEY or TENANT:KEY.*it is another text/],
  [["--api-key", ""], /'--api-key'/],
  [["--host", "0.0.0.0"], /add --api-key KEY, or --insecure/],
  [["--host", "localhost.example"], /'host'/],
  [["--host", "192.168.0.1"], /'host'/],
])("refuses %j", (args, message) => {
  expect(() => readServeOptions(args, {})).toThrow(message);
});

it("takes a key for sessions that nobody guesses, and does not repeat another", () => {
  const key = "k".repeat(32);
  expect(readServeOptions([], { INHOUSE_SESSION_KEY: key })).toMatchObject({ sessionKey: key });
  expect(() => readServeOptions([], { INHOUSE_SESSION_KEY: "guessed" })).toThrow(
    "'INHOUSE_SESSION_KEY' must be at least 32 bytes long, but it is 7 bytes long.",
  );
});
