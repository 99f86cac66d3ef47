import { describe, expect, it } from "vitest";
import { openApiPlugin } from "./open-api-plugin.ts";
import type { OpenApiPluginOptions } from "./plugin-options.ts";
import type { Plugin } from "./plugin-tool.ts";
import { Service } from "./test-support/service.ts";
import { TestThread } from "./test-support/test-thread.ts";

const secret = "hunter2-hunter2";
const userAuth = { level: "user", type: "bearer" } as const;
const serviceAuth = { level: "service", type: "bearer", token: secret } as const;

const open = (
  services: readonly [Service, ...Service[]],
  more: Partial<OpenApiPluginOptions> = {},
): Promise<Plugin> => {
  const [home, other = home] = services;
  const get = { operationId: "read", parameters: [{ name: "to", in: "query" }] };
  return openApiPlugin({
    id: "demo",
    document: {
      openapi: "3.0.0",
      servers: [{ url: home.origin }],
      paths: {
        "/read": { get },
        "/other": { get: { operationId: "other", servers: [{ url: other.origin }] } },
      },
    },
    network: { allowPrivateAddresses: services.map((one) => one.origin) },
    ...more,
  });
};
const authorizations = (service: Service) =>
  service.received.map(({ headers }) => headers.authorization);

describe("credentials", () => {
  it("go to the first server's origin, and to no other that the document names", async () => {
    await using home = await Service.start();
    await using other = await Service.start();
    const plugin = await open([home, other], { auth: serviceAuth, headers: { "x-team": secret } });
    const thread = new TestThread(plugin);
    await thread.call("demo_read");
    await thread.call("demo_other");
    expect(authorizations(home)).toEqual([`Bearer ${secret}`]);
    expect(other.received).toHaveLength(1);
    expect(JSON.stringify(other.received)).not.toContain(secret);
  });

  it("do not follow a redirect to another origin of the document", async () => {
    await using other = await Service.start();
    await using home = await Service.start((_, response) =>
      response.writeHead(302, { location: `${other.origin}/stolen` }).end(),
    );
    const plugin = await open([home, other], {
      auth: serviceAuth,
      headers: { "x-team": secret },
    });
    await new TestThread(plugin).call("demo_read");
    expect(other.received).toHaveLength(1);
    expect(JSON.stringify(other.received)).not.toContain(secret);
  });

  it.each(["text/plain", "application/json", "image/png"])(
    "do not reach the model by a service that repeats them as %s",
    async (mediaType) => {
      await using home = await Service.start(({ headers, url }, response) => {
        response.writeHead(url.includes("fail") ? 400 : 200, { "content-type": mediaType });
        response.end(JSON.stringify({ headers, text: `\u0000${headers.authorization}` }));
      });
      const thread = new TestThread(await open([home], { auth: serviceAuth }));
      for (const to of ["x", "fail"]) {
        const result = await thread.call("demo_read", { to });
        expect(JSON.stringify(result)).not.toContain(secret);
      }
      expect(thread.created).toEqual([]);
    },
  );

  it.each([
    ["escapes of JSON", "application/json", '{"said":"\\u0068unter2-hunter2"}'],
    ["a text that is cut", "application/json", JSON.stringify(`${"x".repeat(3_990)}${secret}`)],
    ["another charset", "text/plain; charset=utf-16le", Buffer.from(secret, "utf16le")],
  ])("do not reach the model in %s", async (_, mediaType, body) => {
    await using home = await Service.start((_request, response) =>
      response.writeHead(200, { "content-type": mediaType }).end(body),
    );
    const more = { auth: serviceAuth, resultCharacters: 4_005 };
    const { output } = await new TestThread(await open([home], more)).call("demo_read");
    expect(output).toContain("[credential]".slice(0, 4));
    expect(output).not.toMatch(/hunter/);
  });

  it("do not reach the model as a number, which JSON without it is none any more", async () => {
    await using home = await Service.start((_, response) =>
      response
        .writeHead(200, { "content-type": "application/json" })
        .end('{"account":7,"key":98765432}'),
    );
    const auth = { level: "service", type: "apiKey", name: "x-key", token: "98765432" } as const;
    const { output } = await new TestThread(await open([home], { auth })).call("demo_read");
    expect(output).toBe('{"account":7,"key":[credential]}');
  });

  it("do not reach the model in the name of a host that a service sends on to", async () => {
    await using home = await Service.start((_, response) =>
      response.writeHead(302, { location: `https://${secret}.evil.example/` }).end(),
    );
    const auth = { ...serviceAuth, token: secret.toUpperCase() };
    const { output } = await new TestThread(await open([home], { auth })).call("demo_read");
    expect(output).toContain("https://[credential].evil.example");
  });

  it("are not what any answer may say: a fixed header's short word stays where it stands", async () => {
    await using home = await Service.start(({ headers }, response) =>
      response.end(`acme ${headers["x-team"]} ${headers["x-api-key"]}`),
    );
    const headers = { "x-team": "acme", "x-api-key": "abcd" };
    const { output } = await new TestThread(await open([home], { headers })).call("demo_read");
    expect(output).toBe("acme acme [credential]");
  });

  it("are in no name or type of a file", async () => {
    await using home = await Service.start((_, response) =>
      response
        .writeHead(200, {
          "content-type": `x-${secret}/x-${secret}`,
          "content-disposition": `attachment; filename*=utf-8''${secret}.png`,
        })
        .end(Buffer.from([0])),
    );
    const thread = new TestThread(await open([home], { auth: serviceAuth }));
    const result = await thread.call("demo_read");
    expect(result.isError).toBeUndefined();
    expect(JSON.stringify([result, thread.created])).not.toContain(secret);
  });

  it("are in no error of the network", async () => {
    const home = await Service.start();
    const query = { ...serviceAuth, type: "apiKey", in: "query", name: "key" } as const;
    const thread = new TestThread(await open([home], { auth: query }));
    await home[Symbol.asyncDispose]();
    const result = await thread.call("demo_read", { to: "argument" });
    expect(result.isError).toBe(true);
    expect(result.output).toMatch(/It took no effect/);
    expect(result.output).not.toMatch(/hunter2|argument/);
  });
});

describe("a user's token", () => {
  it("is sealed before it is stored, and opened for its tenant alone", async () => {
    await using home = await Service.start();
    const plugin = await open([home], { auth: userAuth });
    const thread = new TestThread(plugin);
    const given = { auth: { type: "user_http", user_token: secret } };
    const sealed = await plugin.sealDefinition(thread.entry(given), "tenant");
    expect(sealed).toMatchObject({ type: "demo", auth: { type: "user_http" } });
    expect(JSON.stringify(sealed)).not.toContain(secret);
    const { auth } = sealed as unknown as { auth: { user_token: string } };
    await thread.call("demo_read", {}, { auth });
    expect(authorizations(home)).toEqual([`Bearer ${secret}`]);
    expect(await plugin.sealDefinition(thread.entry({ auth }), "tenant")).toEqual(sealed);
    thread.tenant = "thief";
    expect(await thread.call("demo_read", {}, { auth })).toMatchObject({ isError: true });
    const stealing = plugin.sealDefinition(thread.entry({ auth }), "thief");
    await expect(stealing).rejects.toMatchObject({ param: "auth.user_token" });
    expect(home.received).toHaveLength(1);
  });

  it("outlives the process where processes share a key", async () => {
    await using home = await Service.start();
    const more = { auth: userAuth, tokenKey: "a secret that all processes share" };
    const first = await open([home], more);
    const given = { type: "demo", auth: { userToken: secret } };
    const { auth } = (await first.sealDefinition(given, "tenant")) as never as typeof given;
    await new TestThread(await open([home], more)).call("demo_read", {}, { auth });
    const other = new TestThread(await open([home], { auth: userAuth }));
    const lost = await other.call("demo_read", {}, { auth });
    expect(authorizations(home)).toEqual([`Bearer ${secret}`]);
    expect(lost).toMatchObject({
      isError: true,
      output: expect.stringMatching(/can no longer be read/),
    });
  });

  it("is found by the program's own function, and stored nowhere", async () => {
    await using home = await Service.start();
    const asked: unknown[] = [];
    const plugin = await open([home], {
      auth: userAuth,
      userToken: async (request) => {
        asked.push(request);
        return request.tenant === "tenant" ? secret : undefined;
      },
    });
    const thread = new TestThread(plugin);
    await thread.call("demo_read");
    thread.tenant = "other";
    const none = await thread.call("demo_read");
    expect(asked[0]).toEqual({
      tenant: "tenant",
      threadId: "thread_1",
      runId: "run_1",
      pluginId: "demo",
    });
    expect(none).toMatchObject({ isError: true, output: expect.stringMatching(/none was given/) });
    expect(authorizations(home)).toEqual([`Bearer ${secret}`]);
  });

  it("is missing where that function fails, and what it said of it is nobody's", async () => {
    await using home = await Service.start();
    const userToken = () => Promise.reject(new Error(`cannot open vault with ${secret}`));
    const thread = new TestThread(await open([home], { auth: userAuth, userToken }));
    const result = await thread.call("demo_read");
    expect(result).toMatchObject({ isError: true, output: expect.stringMatching(/looked up/) });
    expect(result.output).not.toMatch(/vault|hunter2/);
    expect(home.received).toEqual([]);
  });

  it("is not taken by a service that knows no users", async () => {
    await using home = await Service.start();
    const plugin = await open([home], { auth: serviceAuth });
    const sealing = plugin.sealDefinition({ type: "demo", auth: { userToken: secret } }, "tenant");
    await expect(sealing).rejects.toMatchObject({ param: "auth.userToken" });
  });
});
