import type { JsonObject } from "@inhouse/contracts";
import { InvalidInputError } from "@inhouse/contracts";
import { afterAll, describe, expect, test } from "vitest";
import { entry, FunctionThread } from "../test-support/function-thread.ts";
import { userFunctions } from "../user-functions.ts";

describe("an entry", () => {
  const strict = userFunctions({
    allow: {
      fetch: { origins: ["https://api.example.com"] },
      files: "read",
      tools: ["search"],
    },
  });
  const open = userFunctions({ allow: { fetch: { origins: "any" } } });
  afterAll(() => Promise.all([strict.close(), open.close()]));
  const origin = "https://api.example.com";

  test.each<[JsonObject, string]>([
    [{ name: "a b" }, "name"],
    [{ description: 1 }, "description"],
    [{ parameters: { type: "array" } }, "parameters"],
    [{ parameters: { type: "object", properties: { a: 1 } } }, "parameters.properties.a"],
    [{ parameters: { type: "object", required: "a" } }, "parameters.required"],
    [{ source: "x".repeat(300_000) }, "source"],
    [{ capability: {} }, "capability"],
    [{ capabilities: [] }, "capabilities"],
    [{ capabilities: { process: true } }, "capabilities.process"],
    [{ capabilities: { storage: true } }, "capabilities.storage"],
    [{ capabilities: { files: "write" } }, "capabilities.files"],
    [{ capabilities: { tools: [] } }, "capabilities.tools"],
    [{ capabilities: { tools: ["search", "pay"] } }, "capabilities.tools[1]"],
    [{ capabilities: { fetch: {} } }, "capabilities.fetch.origins"],
    [{ capabilities: { fetch: { origins: [`${origin}/`] } } }, "capabilities.fetch.origins[0]"],
    [
      { capabilities: { fetch: { origins: [origin, "https://evil.example"] } } },
      "capabilities.fetch.origins[1]",
    ],
    [
      { capabilities: { fetch: { origins: [origin], methods: ["POST"] } } },
      "capabilities.fetch.methods[0]",
    ],
  ])("is refused by the name of what is wrong: %j", (more, param) => {
    expect(() => strict.functions(entry(more))).toThrow(
      expect.objectContaining({ name: "InvalidInputError", param }),
    );
  });

  test("may name every public origin where any is allowed, and no port of its own", () => {
    const asking = (url: string) => entry({ capabilities: { fetch: { origins: [url] } } });
    expect(open.functions(asking("https://anywhere.example"))).toHaveLength(1);
    expect(() => open.functions(asking("https://anywhere.example:8443"))).toThrow(/left out/);
  });

  test("may ask for nothing where nothing is allowed", () => {
    const closed = userFunctions();
    for (const capabilities of [{ storage: true }, { files: "read" }, { tools: ["a"] }]) {
      expect(() => closed.functions(entry({ capabilities }))).toThrow(/does not allow it/);
    }
    expect(closed.callsTools).toBeUndefined();
    expect(closed.afterCrash).toBe("retry");
  });

  test("is read before it is stored, and refused with line and column", async () => {
    const source = "const a = 1;\nexport default () => { a b };";
    const refused = strict.sealDefinition(entry({ source }));
    await expect(refused).rejects.toThrow(/'source' must be .*SyntaxError.*\(line 2, column \d+\)/);
    const without = strict.sealDefinition(entry({ source: "export const a = 1" }));
    await expect(without).rejects.toThrow(/must 'export default' a function/);
    const endless = strict.sealDefinition(entry({ source: "for (;;);" }));
    await expect(endless).rejects.toThrow(/stopped because it ran for 1 s/);
    expect(await strict.sealDefinition(entry())).toEqual(entry());
  });

  test("is held against what is allowed when it is called, too", async () => {
    const call = new FunctionThread(strict).call("() => 1", { storage: true });
    await expect(call).rejects.toThrow(InvalidInputError);
  });
});

test("a person is asked where the operator says so", async () => {
  await using tool = userFunctions({
    allow: { storage: true, fetch: { origins: "any", methods: ["GET", "POST"] } },
    approval: ({ capabilities }) => capabilities.fetch?.methods?.includes("POST") === true,
  });
  const asks = (capabilities?: JsonObject) =>
    tool.needsApproval?.({
      name: "work",
      input: {},
      definition: entry({ ...(capabilities && { capabilities }) }),
    });
  const origins = ["https://a.example"];
  expect(asks({ fetch: { origins, methods: ["POST"] } })).toBe(true);
  expect(asks({ fetch: { origins } })).toBe(false);
  expect(asks()).toBe(false);
});

test("options that are wrong are refused by name", () => {
  for (const [options, param] of [
    [{ allow: { network: true } }, "allow.network"],
    [{ allow: { files: "all" } }, "allow.files"],
    [{ allow: { tools: "all" } }, "allow.tools"],
    [{ allow: { fetch: { origins: ["example.com"] } } }, "allow.fetch.origins"],
    [{ allow: { fetch: { origins: "any", methods: ["get"] } } }, "allow.fetch.methods"],
    [{ network: { limits: { totalMs: 0 } } }, "network.limits.totalMs"],
  ] as const) {
    const make = () => userFunctions(options as never);
    expect(make).toThrow(expect.objectContaining({ name: "InvalidInputError", param }));
  }
});
