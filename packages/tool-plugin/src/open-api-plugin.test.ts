import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { OpenApiPluginOptions } from "./plugin-options.ts";
import { key, openDemo, startDemo } from "./test-support/demo.ts";
import { Service } from "./test-support/service.ts";
import type { TestThread } from "./test-support/test-thread.ts";

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

describe("a call", () => {
  it("writes every kind of parameter where it belongs", async () => {
    const thread = await open({ auth: key });
    const { output } = await thread.call("demo_read", {
      q: "a b&c",
      filter: { color: "red" },
      ids: [1, 2],
      json: { a: 1 },
      "X-Trace": "trace",
      session: "s;1",
    });
    const got = service.received[0];
    expect(got?.url).toBe(
      "/v1/echo?q=a%20b%26c&filter%5Bcolor%5D=red&ids=1%2C2&json=%7B%22a%22%3A1%7D",
    );
    expect(got?.headers).toMatchObject({
      "x-trace": "trace",
      cookie: "session=s%3B1",
      "x-key": "service-secret",
    });
    expect(JSON.parse(output).method).toBe("GET");
  });

  it("hides from the model what is not its to fill", async () => {
    const thread = await open({ auth: key });
    const [read, write] = thread.tool.functions(thread.entry());
    expect(Object.keys(read?.parameters.properties ?? {})).toEqual([
      "q",
      "filter",
      "ids",
      "json",
      "X-Trace",
      "session",
    ]);
    expect(JSON.stringify(write)).not.toContain("account");
    expect(JSON.stringify(thread.tool.functions(thread.entry()))).not.toContain("service-secret");
  });

  it("is filled by the caller through the entry and through the run", async () => {
    const thread = await open({ callerParameters: ["q"] });
    thread.toolResources = { demo: { params: { user_id: "of the run", account: 7 } } };
    const params = { user_id: "of the entry", q: "query" };
    await thread.call("demo_read", { q: "of the model", user_id: "of the model" }, { params });
    await thread.call("demo_write", { body: { name: "n", account: "of the model" } }, { params });
    expect(service.received[0]?.url).toBe("/v1/echo?q=query&user_id=of%20the%20run");
    expect(service.received[1]?.body).toBe('{"name":"n","account":7}');
  });

  it("is filled by the model nowhere where the caller fills", async () => {
    const callers = { "x-source": "user" };
    const fields = { meta: { type: "object" }, account: callers };
    const form = { schema: { type: "object", properties: fields } };
    const thread = await open({
      document: {
        openapi: "3.1.0",
        servers: [{ url: `${service.origin}/v1` }],
        paths: {
          "/echo": {
            get: {
              operationId: "read",
              parameters: [
                { name: "filter", in: "query", schema: { type: "object" } },
                { name: "of", in: "query", style: "deepObject", schema: { type: "object" } },
                { name: "user_id", in: "query", ...callers },
                { name: "of[user]", in: "query", ...callers },
              ],
            },
            post: {
              operationId: "write",
              requestBody: {
                content: {
                  "application/x-www-form-urlencoded": {
                    ...form,
                    encoding: { meta: { style: "form", explode: true } },
                  },
                },
              },
            },
            put: { operationId: "put", requestBody: { content: { "application/json": form } } },
          },
        },
      },
    });
    thread.toolResources = { demo: { params: { user_id: 7, account: "a" } } };
    const filter = { user_id: 1, USER_ID: 1, "user_id[]": 1, color: "red" };
    await thread.call("demo_read", { filter, of: { user: 1, city: "Oslo" } });
    const meta = { account: 1, size: 2 };
    await thread.call("demo_write", { body: { meta, "account[id]": 1, Account: 1, name: "n" } });
    await thread.call("demo_put", { body: { account: 1, name: "n" } });
    thread.toolResources = {};
    await thread.call("demo_put", { body: { account: 1, name: "n" } });
    const [read, write, ...puts] = service.received;
    expect(read?.url).toBe("/v1/echo?color=red&of%5Bcity%5D=Oslo&user_id=7");
    expect(write?.body).toBe("size=2&name=n&account=a");
    expect(puts.map(({ body }) => body)).toEqual(['{"name":"n","account":"a"}', '{"name":"n"}']);
  });

  it("sends forms and files", async () => {
    const thread = await open();
    await thread.call("demo_form", { body: { tags: ["a", "b"], address: { city: "Oslo" } } });
    const id = thread.add('a"b.csv', "text/csv", "1,2");
    await thread.call("demo_upload", { body: { file: id, note: "hello" } });
    const [form, upload] = service.received;
    expect(form?.body).toBe("tags=a&tags=b&address%5Bcity%5D=Oslo");
    expect(upload?.headers["content-type"]).toMatch(/^multipart\/form-data; boundary=/);
    expect(upload?.body).toMatch(/filename="a%22b\.csv"\r\nContent-Type: text\/csv\r\n\r\n1,2\r\n/);
    const other = await thread.call("demo_upload", { body: { file: "file_of_another" } });
    expect(other).toMatchObject({ isError: true, output: expect.stringContaining("'file'") });
    expect(service.received).toHaveLength(2);
  });

  it("keeps a file that the service answers with, under a harmless name", async () => {
    const thread = await open();
    const result = await thread.call("demo_image");
    expect(thread.created).toMatchObject([{ filename: "dot.png", mediaType: "image/png" }]);
    expect(result).toMatchObject({
      output: expect.stringContaining("file_made_1"),
      outputs: [{ type: "image", fileId: "file_made_1" }],
      imageFileIds: ["file_made_1"],
    });
  });

  it.each([
    ["application/x-www-form-urlencoded", "a=1&b=%20"],
    ["application/vnd.demo+xml; charset=utf-8", "<a>\u00e9</a>"],
    ["text/csv", "a,b"],
    ["", "no type, but words"],
  ])("reads an answer of the type '%s' as it stands", async (mediaType, body) => {
    await using words = await Service.start((_, response) => {
      if (mediaType !== "") response.setHeader("content-type", mediaType);
      response.end(body);
    });
    const thread = await openDemo(words);
    expect(await thread.call("demo_read")).toEqual({ output: body });
    expect(thread.created).toEqual([]);
  });

  it("tells the model as much as fits, and that it is not all", async () => {
    const thread = await open({ resultCharacters: 1_000 });
    const { output, isError } = await thread.call("demo_many");
    expect(isError).toBeUndefined();
    expect(output).toMatch(/more items\)"\]\n\n\[Shortened to about 1000 characters\./);
    expect(output.length).toBeLessThan(1_200);
  });

  it.each([
    [404, /status 404\.\nIt said: no luck\n.*Check the ids/],
    [401, /The same call will fail again: tell the user/],
    [400, /Check the arguments/],
    [429, /in 7 seconds/],
    [503, /may pass\. Call it once more/],
  ])("tells the model of the status %i what it can do", async (status, expected) => {
    const thread = await open();
    const result = await thread.call("demo_status", { status: String(status) });
    expect(result).toMatchObject({ isError: true, output: expect.stringMatching(expected) });
  });

  it("never suggests a second call of what may have taken effect", async () => {
    const thread = await open();
    const { output } = await thread.call("demo_act", { status: "500" });
    expect(output).toMatch(/Whether it took effect is unknown/);
  });

  it("says that it is done where the service says nothing", async () => {
    const thread = await open();
    const { output } = await thread.call("demo_status", { status: "204" });
    expect(output).toBe("Done: the service answered with the status 204.");
  });

  it.each([
    "..",
    ".",
    "../admin",
    "a/../../admin",
    "..\\admin",
    "",
    "%2e%2e",
    "a%2f..%2fadmin",
    "%252e%252e%255cadmin",
    "..;",
    "..;a=b/admin",
  ])("does not leave its path by %j", async (id) => {
    const thread = await open();
    const result = await thread.call("demo_thing", { id });
    expect(result).toMatchObject({ isError: true, output: expect.stringMatching(/^Nothing/) });
    expect(service.received).toEqual([]);
  });

  it.each([
    ["a query", "?admin=1#x", "/v1/things/%3Fadmin%3D1%23x"],
    ["a path", "a//b", "/v1/things/a%2F%2Fb"],
    ["a line", "a\r\nHost: evil", "/v1/things/a%0D%0AHost%3A%20evil"],
    ["half a character", "a\ud800", "/v1/things/a%EF%BF%BD"],
  ])("is not led astray by an argument that looks like %s", async (_, id, url) => {
    const thread = await open();
    await thread.call("demo_thing", { id });
    expect(service.received.map((one) => one.url)).toEqual([url]);
  });

  it("sends no header of several lines, and none that names another method", async () => {
    const thread = await open();
    const split = { "X-Trace": "a\r\nX-Admin: 1" };
    expect((await thread.call("demo_read", split)).output).toMatch(/no header may have/);
    expect(service.received).toEqual([]);
    await thread.call("demo_read", { "X-HTTP-Method-Override": "DELETE" });
    expect(JSON.stringify(service.received)).not.toMatch(/override/i);
  });

  it("says its idempotency key where it changes something", async () => {
    const thread = await open({ idempotencyHeader: "Idempotency-Key" });
    await thread.call("demo_write", { body: {} });
    await thread.call("demo_read");
    const keys = service.received.map(({ headers }) => headers["idempotency-key"]);
    expect(keys).toEqual(["run_1:call_1", undefined]);
  });
});

describe("an entry", () => {
  it.each([
    ["an unknown setting", { token: "x" }, "token"],
    ["an unknown operation", { operations: ["nothing"] }, "operations[0]"],
    ["no list of operations", { operations: [] }, "operations"],
    ["parameters that are none", { params: [] }, "params"],
    ["a token of several lines", { auth: { user_token: "a\nb" } }, "auth.user_token"],
    ["auth without a token", { auth: { type: "user_http" } }, "auth.userToken"],
  ])("with %s is refused", async (_, settings, where) => {
    const thread = await open();
    const bind = (): unknown => thread.tool.functions(thread.entry(settings));
    expect(bind).toThrow(expect.objectContaining({ code: "invalid_input", param: where }));
  });
});
