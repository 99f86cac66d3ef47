import { InvalidInputError, RuntimeClosedError } from "@inhouse/contracts";
import { afterAll, describe, expect, test } from "vitest";
import { HostCallError, javascriptSandbox } from "./index.ts";

const sandbox = javascriptSandbox({ maxWorkers: 1 });
afterAll(() => sandbox.close());

describe("a stored function", () => {
  test("is called with its input, and its value comes back", async () => {
    const result = await sandbox.call({
      source: "export default async ({ a, b }) => { console.log('adding'); return { sum: a + b } }",
      input: { a: 2, b: 3 },
    });
    expect(result).toEqual({ ok: true, value: { sum: 5 }, logs: "adding\n" });
  });

  test("may do what it is given, at once, and nothing else", async () => {
    const seen: unknown[] = [];
    const result = await sandbox.call({
      source: `export default async function (input, { capabilities }) {
        const rows = await Promise.all([1, 2].map((id) => capabilities.row({ id })));
        return [rows, typeof tools, Object.keys(capabilities)];
      }`,
      capabilities: {
        row: async (input) => {
          seen.push(input);
          return { got: input };
        },
      },
    });
    expect(seen).toEqual([{ id: 1 }, { id: 2 }]);
    expect(result.value).toEqual([[{ got: { id: 1 } }, { got: { id: 2 } }], "undefined", ["row"]]);
  });

  test("is not told what a capability throws, unless it is meant for it", async () => {
    const source = "export default (input, { capabilities }) => capabilities.fail(input)";
    const secret = await sandbox.call({
      source,
      capabilities: {
        fail: () => {
          throw new Error("/etc/secret");
        },
      },
    });
    expect(secret.error).toMatchObject({
      type: "HostToolError",
      tool: "fail",
      message: "fail: The function failed.",
      line: 1,
      retryable: true,
    });
    const meant = await sandbox.call({
      source,
      capabilities: {
        fail: () => {
          throw new HostCallError("There is no such city.");
        },
      },
    });
    expect(meant.error?.message).toBe("fail: There is no such city.");
  });

  test("begins from nothing each time", async () => {
    const source = "export default () => { globalThis.n = (globalThis.n ?? 0) + 1; return n }";
    expect((await sandbox.call({ source })).value).toBe(1);
    expect((await sandbox.call({ source })).value).toBe(1);
  });

  test.each([
    ["() => new Map()", "there is a Map. Use Object.fromEntries(map)"],
    ["() => ({ a: 1n })", "there is a BigInt at 'a'"],
    ["() => { const a = {}; a.a = a; return a }", "there is a loop of references"],
    ["() => () => {}", "there is a function"],
    ["() => NaN", "there is NaN"],
  ])("that returns what is no JSON is told so: %s", async (main, message) => {
    const { ok, error } = await sandbox.call({ source: `export default ${main}` });
    expect(ok).toBe(false);
    expect(error?.message).toContain(message);
  });

  test("cannot plant a key that changes the prototype of a copy, in neither direction", async () => {
    let received: unknown;
    const evil = `JSON.parse('{"__proto__": {"admin": true}, "a": 1}')`;
    const { value } = await sandbox.call({
      source: `export default async (i, { capabilities: c }) => { await c.take(${evil}); return ${evil} }`,
      capabilities: {
        take: (input) => {
          received = input;
          return undefined;
        },
      },
    });
    for (const copy of [received, value]) {
      expect(Object.keys(copy as object)).toEqual(["a"]);
    }
  });

  test("with a wrong capability or a wrong limit is not called", async () => {
    const source = "export default () => 1";
    await expect(sandbox.call({ source, capabilities: { "a b": () => 1 } })).rejects.toThrow(
      InvalidInputError,
    );
    await expect(sandbox.call({ source, limits: { memoryBytes: 1 } })).rejects.toThrow(
      InvalidInputError,
    );
  });
});

describe("a source that is to be saved", () => {
  test("is fit if it can be read and has the function", async () => {
    expect(await sandbox.check("export default async function (input) {}")).toEqual({ ok: true });
  });

  test.each([
    ["export default (", "SyntaxError", 1],
    ["const a = 1;\nconst b = ;\nexport default () => 1", "SyntaxError", 2],
    ["export const main = () => 1", "JavaScriptError", undefined],
    ["export default 5", "JavaScriptError", undefined],
    ["\nnull.x;\nexport default () => 1", "JavaScriptError", 2],
    ["import x from 'fs'; export default () => 1", "JavaScriptError", undefined],
  ])("is refused otherwise: %j", async (source, type, line) => {
    const check = await sandbox.check(source);
    expect(check).toMatchObject({ ok: false, error: { type, ...(line && { line }) } });
  });
});

test("a closed sandbox refuses", async () => {
  const closed = javascriptSandbox();
  await closed.close();
  await expect(closed.call({ source: "" })).rejects.toThrow(RuntimeClosedError);
});
