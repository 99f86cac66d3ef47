import type { IncomingMessage } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { BlobStore, ToolCaller } from "@inhouse/contracts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { FunctionThread } from "./test-support/function-thread.ts";
import type { UserFunctionsTool } from "./user-functions.ts";
import { userFunctions } from "./user-functions.ts";

const read = async (request: IncomingMessage): Promise<string> => {
  let body = "";
  for await (const chunk of request) body += chunk;
  return body;
};
const paths: string[] = [];
let home = "";
let other = "";
const service = createServer(async (request, response) => {
  const body = await read(request);
  paths.push(`${request.method} ${request.headers.host} ${request.url}`);
  if (request.url === "/away") {
    response.statusCode = 302;
    response.setHeader("location", `${other}/secret`);
  }
  if (request.url === "/bytes") return response.end(Buffer.from([0xff, 0, 0x41]));
  response.setHeader("set-cookie", "session=1");
  response.setHeader("x-seen", String(request.headers["x-key"]));
  return response.end(JSON.stringify({ method: request.method, body }));
});
const blobs = new Map<string, Uint8Array>();
const blobStore: BlobStore = {
  put: async (key, bytes) => void blobs.set(key, bytes),
  get: async (key) => blobs.get(key),
  delete: async (key) => void blobs.delete(key),
};
let tool: UserFunctionsTool;
let thread: FunctionThread;

beforeAll(async () => {
  await new Promise<void>((resolve) => service.listen(0, "127.0.0.1", resolve));
  const { port } = service.address() as AddressInfo;
  home = `http://127.0.0.1:${port}`;
  other = `http://localhost:${port}`;
  tool = userFunctions({
    blobs: blobStore,
    maxWorkers: 1,
    network: { allowPrivateAddresses: [home, other] },
    allow: {
      fetch: { origins: [home, other], methods: ["GET", "POST"] },
      storage: true,
      files: "write",
      tools: true,
    },
  });
  thread = new FunctionThread(tool);
});
afterAll(async () => {
  await tool.close();
  service.closeAllConnections();
  await new Promise((resolve) => service.close(resolve));
});

describe("a function", () => {
  test("gets its input and brings back a value", async () => {
    const source = "async ({ a }) => { console.log('sum'); return { sum: a + 1 } }";
    expect(await thread.call(source, undefined, { a: 1 })).toEqual({
      output: '{"sum":2}',
      outputs: [{ type: "logs", logs: "sum" }],
    });
    expect((await thread.call("() => 'text'")).output).toBe("text");
    expect((await thread.call("() => {}")).output).toBe("null");
  });

  test("finds nothing that it was not granted", async () => {
    const source = `(input, context) => [Object.keys(context), typeof fetch, typeof tools]`;
    expect((await thread.call(source)).output).toBe('[[],"undefined","undefined"]');
    expect((await thread.call(source, { files: "read" })).output).toContain('["files"]');
    const asks = "(input, { files }) => Object.keys(files)";
    expect((await thread.call(asks, { files: "read" })).output).toBe('["list","read","readBytes"]');
    const made = await thread.call("(i, { files }) => files.create({})", { files: "read" });
    expect(made).toMatchObject({
      isError: true,
      output: expect.stringContaining("not a function"),
    });
  });

  test("finds no way from what it was granted to what it was not", async () => {
    const source = `async (input, context) => {
      const seen = [];
      const prototypes = [Object.prototype, Array.prototype, Promise.prototype, Function.prototype];
      for (const one of prototypes) for (const key of Object.getOwnPropertyNames(one)) seen.push(key);
      Array.prototype.includes = () => true;
      Array.prototype.map = function () { return this };
      String.prototype.startsWith = () => true;
      Object.prototype.files = "inherited";
      const said = [];
      for (const name of ["files.list", "storage.get", "fetch", "tools.pay"]) {
        try { said.push(await context.tools.call(name)) } catch (error) { said.push(error.message.slice(0, 25)) }
      }
      try { said.push(await context.tools.constructor()) } catch (error) { said.push(error.message.slice(0, 25)) }
      return said;
    }`;
    const heard: string[] = [];
    thread.tools = listing(["search", "pay"], heard);
    const { output } = await thread.call(source, { tools: ["search"] });
    expect(JSON.parse(output)).toEqual(Array(5).fill("There is no function 'too"));
    expect(heard).toEqual([]);
  });

  test("calls the tools that it names, and no other", async () => {
    const heard: string[] = [];
    thread.tools = listing(["search", "pay"], heard);
    const source = `async ({ name }, { tools }) => [await tools.search({ q: 1 }), await tools[name]({})]`;
    const { output } = await thread.call(source, { tools: ["search", "gone"] }, { name: "pay" });
    expect(output).toContain("There is no function 'tools.pay'");
    const gone = await thread.call(source, { tools: ["search", "gone"] }, { name: "gone" });
    expect(gone.output).toContain("tools.gone: The assistant has no tool 'gone'");
    expect(heard).toEqual(["search", "search"]);
  });

  test("that fails tells the model what, and people where", async () => {
    const result = await thread.call("() => {\n  null.x }");
    expect(result.output).toMatch(/^error: JavaScriptError: TypeError: [^\n]+$/);
    expect(JSON.stringify(result.outputs)).toContain("function.js:2:");
  });
});

describe("requests", () => {
  const granted = () => ({ fetch: { origins: [home], methods: ["GET", "POST"] } });

  test("reach the granted origin, and are answered as text, JSON and bytes", async () => {
    const source = `async ({ home }, { fetch }) => {
      const made = await fetch(new URL("/things", home), { method: "post", body: "ü", headers: { "x-key": "k" } });
      const bytes = await fetch(home + "/bytes");
      return [made.ok, made.status, await made.json(), made.headers.get("X-Seen"), made.headers.has("set-cookie"),
        [...new Uint8Array(await bytes.arrayBuffer())]];
    }`;
    const { output } = await thread.call(source, granted(), { home });
    expect(output).toBe('[true,200,{"method":"POST","body":"ü"},"k",false,[255,0,65]]');
  });

  test("go nowhere else, whatever the source does", async () => {
    paths.length = 0;
    const source = `async ({ home, other }, { fetch }) => {
      const said = [];
      const tries = [
        [other], [home + "/away"], ["http://169.254.169.254/"], ["file:///etc/passwd"], ["/relative"],
        [home.replace("//", "//user:password@")], [{ toString: () => other }],
        [home, { method: "DELETE" }], [home, { headers: { host: "localhost" } }], [home, { headers: [["a", 1]] }],
        [home, { method: "POST", body: { a: 1 } }],
      ];
      for (const [url, options] of tries) {
        try { said.push((await fetch(url, options)).status) } catch (error) { said.push(error.message) }
      }
      return said;
    }`;
    const { output } = await thread.call(source, granted(), { home, other });
    const said = JSON.parse(output) as unknown[];
    expect(said).toHaveLength(11);
    for (const one of said) expect(one).toMatch(/not sent|not followed|may not send|must be/);
    // The one that was sent on was sent once.
    expect(paths).toEqual([`GET ${new URL(home).host} /away`]);
  });
});

describe("what is kept for a thread", () => {
  const granted = { storage: true } as const;
  const set = "(input, { storage }) => storage.set(input.key, input.value)";
  const get = "async (input, { storage }) => [await storage.get(input.key), await storage.keys()]";

  test("is found by the next call on it, and by no other thread or tenant", async () => {
    const input = { key: "__proto__", value: { a: [1] } };
    await thread.call(set, granted, input);
    expect((await thread.call(get, granted, input)).output).toBe('[{"a":[1]},["__proto__"]]');
    for (const [threadId, tenant] of [
      ["thread_2", "tenant"],
      ["thread_1", "other"],
    ]) {
      const stranger = new FunctionThread(tool, threadId, tenant);
      expect((await stranger.call(get, granted, input)).output).toBe("[null,[]]");
    }
    await thread.call("(i, { storage }) => storage.delete('__proto__')", granted);
    expect((await thread.call(get, granted, input)).output).toBe("[null,[]]");
  });

  test("outlives the tool, and goes with the thread", async () => {
    await thread.call(set, granted, { key: "a", value: 1 });
    const keys = [...blobs.keys()];
    expect(keys).toEqual([expect.stringMatching(/^javascript_function\/[0-9a-f]{64}$/)]);
    await using later = userFunctions({ blobs: blobStore, allow: { storage: true } });
    const again = new FunctionThread(later);
    expect((await again.call(get, granted, { key: "a" })).output).toBe('[1,["a"]]');
    await later.forgetThread?.("tenant", "thread_1");
    expect(blobs.size).toBe(0);
  });

  test("loses nothing when much is written at once, and stays within its bounds", async () => {
    const source = `async (input, { storage }) => {
      await Promise.all(Array.from({ length: 20 }, (_, n) => storage.set("k" + n, n)));
      const said = [(await storage.keys()).length];
      for (const [key, value] of [["big", "x".repeat(70_000)], ["", 1], ["k".repeat(129), 1], ["f", () => 1], [7, 1]]) {
        try { await storage.set(key, value); said.push("set") } catch (error) { said.push(error.message) }
      }
      return [...said, (await storage.keys()).length];
    }`;
    const { output } = await thread.call(source, granted);
    expect(JSON.parse(output)).toEqual([
      20,
      "The values of a thread may take 65536 bytes in all.",
      "A key must be a string of 1 to 128 characters.",
      "A key must be a string of 1 to 128 characters.",
      "There is no value, or none that JSON can express.",
      "A key must be a string of 1 to 128 characters.",
      20,
    ]);
    for (let round = 0; round < 3; round += 1) {
      const more = `async (input, { storage }) => {
        for (let n = 0; n < 40; n++) await storage.set("r" + input.round + n, n) }`;
      const { output: last } = await thread.call(more, granted, { round });
      if (round === 2) expect(last).toContain("A thread may have 100 values at most.");
    }
    await tool.forgetThread?.("tenant", "thread_1");
  });
});

test("files of the thread are listed, read and made", async () => {
  thread.files.set("file_a", {
    filename: "a.txt",
    mediaType: "text/plain",
    bytes: Buffer.from("grüße"),
  });
  thread.files.set("file_b", {
    filename: "b.bin",
    mediaType: "application/octet-stream",
    bytes: Uint8Array.of(255, 0),
  });
  const source = `async (input, { files }) => {
    const [a, b] = await files.list();
    const said = [a.filename, await files.read(a.id), [...await files.readBytes(b.id)]];
    for (const id of [b.id, "file_of_others", { toString: () => a.id }]) {
      try { said.push(await files.read(id)) } catch (error) { said.push(error.message) }
    }
    const { id } = await files.create({ filename: "c.png", mediaType: "image/png", content: new Uint8Array([1, 2]) });
    return [...said, id];
  }`;
  const result = await thread.call(source, { files: "write" });
  expect(JSON.parse(result.output)).toEqual([
    "a.txt",
    "grüße",
    [255, 0],
    "The file is no text in UTF-8. Use readBytes.",
    "There is no such file on the thread.",
    "There is no such file on the thread.",
    "file_3",
  ]);
  expect(result.outputs).toEqual([{ type: "image", fileId: "file_3" }]);
  expect([...(thread.files.get("file_3")?.bytes ?? [])]).toEqual([1, 2]);
});

function listing(names: readonly string[], heard: string[]): ToolCaller {
  return {
    list: () => names.map((name) => ({ name, description: "", parameters: {} })),
    call: async (name) => {
      heard.push(name);
      return { output: name };
    },
  };
}
