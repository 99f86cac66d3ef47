import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { OpenApiPluginOptions } from "../plugin-options.ts";
import { openDemo, startDemo } from "../test-support/demo.ts";
import type { Service } from "../test-support/service.ts";
import type { TestThread } from "../test-support/test-thread.ts";

let service: Service;
beforeAll(async () => {
  service = await startDemo();
});
afterAll(() => service[Symbol.asyncDispose]());
beforeEach(() => {
  service.received.length = 0;
});
const open = (more: Partial<OpenApiPluginOptions> = {}): Promise<TestThread> =>
  openDemo(service, more);

describe("approval", () => {
  it("is asked for what changes something, and as the operator says", async () => {
    const asked = (thread: TestThread): string[] =>
      ["read", "write", "remove"].filter((name) => thread.asks(`demo_${name}`));
    expect(asked(await open())).toEqual(["write", "remove"]);
    expect(asked(await open({ approval: "all" }))).toEqual(["read", "write", "remove"]);
    expect(asked(await open({ approval: "none" }))).toEqual([]);
    const approval = ({ method }: { readonly method: string }): boolean => method === "DELETE";
    expect(asked(await open({ approval }))).toEqual(["remove"]);
  });

  it("is asked of the operation that is called by search, too", async () => {
    const thread = await open({ functions: "search" });
    expect(thread.asks("demo_search", { query: "x" })).toBe(false);
    expect(thread.asks("demo_call", { operation: "read" })).toBe(false);
    expect(thread.asks("demo_call", { operation: "remove" })).toBe(true);
    expect(thread.asks("demo_call", { operation: "nothing" })).toBe(false);
  });
});

describe("operations that are called as the functions that find them", () => {
  const names = ["search", "describe", "call"];
  const openNamed = (functions: "direct" | "search") =>
    open({
      functions,
      document: {
        openapi: "3.1.0",
        servers: [{ url: `${service.origin}/v1` }],
        paths: Object.fromEntries(
          names.map((name) => [`/${name}`, { post: { operationId: name } }]),
        ),
      },
    });

  it("are approved like any other where each is a function of its own", async () => {
    const thread = await openNamed("direct");
    for (const name of names) {
      expect(thread.asks(`demo_${name}`)).toBe(true);
      await thread.call(`demo_${name}`);
    }
    expect(service.received.map(({ url }) => url)).toEqual([
      "/v1/search",
      "/v1/describe",
      "/v1/call",
    ]);
  });

  it("are found and called by search, and approved", async () => {
    const thread = await openNamed("search");
    expect(thread.asks("demo_search", { query: "x" })).toBe(false);
    for (const operation of names) {
      expect(thread.asks("demo_call", { operation })).toBe(true);
      await thread.call("demo_call", { operation });
    }
    expect(service.received.map(({ url }) => url)).toEqual([
      "/v1/search",
      "/v1/describe",
      "/v1/call",
    ]);
  });
});

describe("search", () => {
  it("finds, describes and calls", async () => {
    const thread = await open({ functions: "search" });
    const names = thread.tool.functions(thread.entry()).map((one) => one.name);
    expect(names).toEqual(["demo_search", "demo_describe", "demo_call"]);
    const found = await thread.call("demo_search", { query: "delete a thing" });
    expect(found.output).toMatch(
      /^remove \(DELETE \/things\/\{id\}\)\n {2}arguments: \{ id: string \}/,
    );
    const described = await thread.call("demo_describe", { operations: ["remove"] });
    expect(described.output).toContain('"required":["id"]');
    const input = { operation: "read", arguments: { q: "x" } };
    await thread.call("demo_call", input);
    await thread.call("demo_call", { ...input, arguments: JSON.stringify(input.arguments) });
    expect(service.received.map(({ url }) => url)).toEqual(["/v1/echo?q=x", "/v1/echo?q=x"]);
  });

  it("holds the arguments against the operation before anything is called", async () => {
    const thread = await open({ functions: "search" });
    const wrong = await thread.call("demo_call", { operation: "thing", arguments: { ids: 1 } });
    expect(wrong).toMatchObject({ isError: true });
    expect(wrong.output).toMatch(/Nothing was called.*'thing' takes \{ id: string \}$/s);
    const unknown = await thread.call("demo_call", { operation: "nothing" });
    expect(unknown.output).toContain("demo_search");
    expect((await thread.call("demo_search", { query: "zzzz" })).output).toMatch(
      /^Nothing was found/,
    );
    expect(service.received).toEqual([]);
  });

  it("leads to no operation that the entry leaves out", async () => {
    const thread = await open({ functions: "search" });
    const entry = { operations: ["read"] };
    const found = await thread.call("demo_search", { query: "delete a thing" }, entry);
    expect(found.output).not.toContain("remove");
    const called = await thread.call(
      "demo_call",
      { operation: "remove", arguments: { id: "1" } },
      entry,
    );
    expect(called).toMatchObject({ isError: true });
    const direct = await open();
    expect(direct.tool.functions(direct.entry(entry)).map((one) => one.name)).toEqual([
      "demo_read",
    ]);
    expect((await direct.call("demo_remove", { id: "1" }, entry)).isError).toBe(true);
    expect(service.received).toEqual([]);
  });
});
