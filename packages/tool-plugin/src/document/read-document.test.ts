import { describe, expect, it } from "vitest";
import { openApiPlugin } from "../open-api-plugin.ts";
import type { OpenApiPluginOptions } from "../plugin-options.ts";
import { TestThread } from "../test-support/test-thread.ts";

const operation = { responses: {} };
const document = (paths: object, more: object = {}): Record<string, unknown> => ({
  openapi: "3.0.3",
  info: { title: "Pets", version: "1" },
  servers: [{ url: "https://pets.example/v1/" }],
  paths,
  ...more,
});
const load = (text: string | Record<string, unknown>, more: Partial<OpenApiPluginOptions> = {}) =>
  openApiPlugin({ id: "pets", document: text, ...more });

describe("a document", () => {
  it("is read from JSON, YAML or an object, which stays as it was", async () => {
    const yaml = `
openapi: 3.1.0
info: { title: Pets, version: "1" }
servers: [{ url: https://pets.example }]
paths:
  /pets: { get: { operationId: listPets, parameters: [{ $ref: "#/components/parameters/Limit" }] } }
components: { parameters: { Limit: { name: limit, in: query, schema: { type: integer } } } }
`;
    expect((await load(yaml)).operations).toEqual(["listPets"]);
    const object = document(
      { "/pets": { get: { ...operation, parameters: [{ $ref: "#/components/parameters/L" }] } } },
      { components: { parameters: { L: { name: "limit", in: "query" } } } },
    );
    const text = JSON.stringify(object);
    const plugin = await load(object);
    expect(JSON.stringify(object)).toBe(text);
    expect(plugin.operations).toEqual((await load(text)).operations);
    expect(plugin.functions({ type: "pets" })[0]?.parameters).toMatchObject({
      properties: { limit: {} },
    });
  });

  it.each<[string, string | Record<string, unknown>, string, RegExp]>([
    ["no text of a document", "hello", "document", /an OpenAPI document/],
    ["broken YAML", "a: [", "document", /JSON or YAML/],
    [
      "an older version",
      { swagger: "2.0", paths: {} },
      "document.openapi",
      /convert it once, with 'npx swagger2openapi .*it is 'Swagger 2.0'/,
    ],
    ["a newer version", document({}, { openapi: "4.0.0" }), "document.openapi", /3\.0 or 3\.1/],
    ["no paths", document({}, { paths: [] }), "document.paths", /a list/],
    ["no operation", document({ "/pets": {} }), "document.paths", /at least one operation/],
    [
      "no server",
      document({ "/pets": { get: operation } }, { servers: [] }),
      "document.servers[0].url",
      /the option 'url'/,
    ],
    [
      "a relative server",
      document({ "/pets": { get: operation } }, { servers: [{ url: "/v1" }] }),
      "document.servers[0].url",
      /absolute URL/,
    ],
    [
      "a server of another scheme",
      document({ "/pets": { get: operation } }, { servers: [{ url: "file:///etc" }] }),
      "document.servers[0].url",
      /absolute URL/,
    ],
    [
      "a server whose variable has no value",
      document({ "/pets": { get: operation } }, { servers: [{ url: "https://{region}.example" }] }),
      "document.servers[0].url",
      /absolute URL/,
    ],
    [
      "a parameter in no place",
      document({ "/pets": { get: { parameters: [{ name: "a", in: "body" }] } } }),
      "document.paths./pets.get.parameters[0].in",
      /'cookie'/,
    ],
    [
      "a parameter without a name",
      document({ "/pets": { parameters: [{ in: "query" }], get: operation } }),
      "document.paths./pets.parameters[0].name",
      /a name/,
    ],
    [
      "a header that ends the header",
      document({ "/pets": { get: { parameters: [{ name: "a\r\nb", in: "header" }] } } }),
      "document.paths./pets.get.parameters[0].name",
      /a name that a header may have/,
    ],
    [
      "more to fill than anybody fills",
      document({
        "/pets": {
          get: {
            parameters: Array.from({ length: 65 }, (_, index) => ({
              name: `p${index}`,
              in: "query",
              required: true,
            })),
          },
        },
      }),
      "document.paths./pets.get.parameters",
      /at most 64 parameters .*'65'/,
    ],
    [
      "parameters that are no list",
      document({ "/pets": { get: { parameters: {} } } }),
      "document.paths./pets.get.parameters",
      /a list/,
    ],
    [
      "a body that cannot be sent",
      document({ "/pets": { post: { requestBody: { content: { "application/x-thing": {} } } } } }),
      "document.paths./pets.post.requestBody.content",
      /JSON, a form, text or a file/,
    ],
    [
      "a reference that names nothing",
      document({ "/pets": { get: { parameters: [{ $ref: "#/components/nothing" }] } } }),
      "document",
      /#\/components\/nothing/,
    ],
  ])("with %s is refused by its place", async (_, given, param, message) => {
    await expect(load(given)).rejects.toMatchObject({
      code: "invalid_input",
      param,
      message: expect.stringMatching(message),
    });
  });

  it("reads nothing from a disk or a network", async () => {
    for (const reference of ["file:///etc/passwd", "http://127.0.0.1:9/a.json", "./a.json#/a"]) {
      const parameters = [{ $ref: reference }];
      const loading = load(document({ "/pets": { get: { parameters } } }));
      await expect(loading).rejects.toMatchObject({
        param: "document.paths./pets.get.parameters[0].$ref",
      });
    }
  });

  it("is read in spite of a defect where somebody hears of it", async () => {
    const problems: string[] = [];
    const plugin = await load(
      document({
        "/pets": { get: { operationId: "list" }, post: { parameters: 1 } },
        cats: { get: operation },
      }),
      { onProblem: ({ param }) => problems.push(param) },
    );
    expect(plugin.operations).toEqual(["list"]);
    expect(problems).toEqual(["document.paths./pets.post.parameters", "document.paths.cats"]);
  });

  it("of aliases that stand for more than any memory holds is refused", async () => {
    const lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"];
    for (let index = 1; index < 20; index += 1) {
      const alias = `*a${index - 1}`;
      lines.push(`a${index}: &a${index} [${Array(9).fill(alias).join(", ")}]`);
    }
    await expect(load(lines.join("\n"))).rejects.toMatchObject({ param: "document" });
  });

  it("of references that double at every step is read", async () => {
    const schemas: Record<string, object> = { s40: { type: "string" } };
    for (let index = 0; index < 40; index += 1) {
      const next = { $ref: `#/components/schemas/s${index + 1}`, description: `d${index}` };
      schemas[`s${index}`] = { type: "object", properties: { a: next, b: next } };
    }
    const content = { "application/json": { schema: { $ref: "#/components/schemas/s0" } } };
    const plugin = await load(
      document({ "/pets": { post: { requestBody: { content } } } }, { components: { schemas } }),
    );
    expect(JSON.stringify(plugin.functions({ type: "pets" })).length).toBeLessThan(12_000);
  });

  it("of any size costs the model no more than a page, whatever it repeats", async () => {
    const texts = Array.from({ length: 90 }, (_, index) => "v".repeat(2_000) + index);
    const parameters = Array.from({ length: 2_000 }, (_, index) => ({
      name: `p${index}`,
      in: "query",
      required: index === 1_999,
      schema: { enum: texts, default: "d".repeat(9_000) },
    }));
    const path = `/${"p".repeat(9_000)}`;
    const what = "words ".repeat(9_000);
    const get = { operationId: what, summary: what, description: what, tags: [what], parameters };
    for (const functions of ["direct", "search"] as const) {
      const plugin = await load(document({ [path]: { get } }, { info: { title: what } }), {
        functions,
        network: { lookup: async () => [] },
      });
      const thread = new TestThread(plugin);
      const offered = plugin.functions(thread.entry());
      expect(JSON.stringify(offered).length).toBeLessThan(10_000);
      const [name = ""] = plugin.operations;
      const input = { p1999: "x" };
      if (functions === "direct") {
        expect(offered[0]?.parameters).toMatchObject({ required: ["p1999"] });
        expect(offered[0]?.parameters.properties).toHaveProperty("p1999");
        const { output } = await thread.call(offered[0]?.name ?? "", input);
        expect(output).toMatch(/no host of that name/);
        expect(output.length).toBeLessThan(500);
      } else {
        const found = await thread.call("pets_search", { query: "words", limit: 25 });
        const described = await thread.call("pets_describe", { operations: [name] });
        expect(found.output).toContain(name);
        expect(found.output.length).toBeLessThan(1_500);
        expect(described.output.length).toBeLessThan(12_001);
      }
    }
  });

  it("that is nested deeper than anybody reads is refused", async () => {
    const deep = `${'{"a":'.repeat(200_000)}1${"}".repeat(200_000)}`;
    const loading = load(`{"openapi":"3.0.0","paths":{"/a":{"get":{}}},"x":${deep}}`);
    await expect(loading).rejects.toMatchObject({ code: "invalid_input" });
  });
});

describe("names of functions", () => {
  it("are valid, unique, and do not depend on what stands beside them", async () => {
    const long = "x".repeat(80);
    const paths = {
      "/a": { get: { operationId: "issues/list for-repo" } },
      "/b": { get: { operationId: "same" } },
      "/c": { get: { operationId: "Same" } },
      "/d": { get: { operationId: long } },
      "/e/{id}": { get: operation },
    };
    const names = async (given: object) => {
      const plugin = await load(document(given));
      return plugin.functions({ type: "pets" }).map((one) => one.name);
    };
    const all = await names(paths);
    expect(all[0]).toBe("pets_issues_list_for-repo");
    expect(all[4]).toBe("pets_get_e_id");
    expect(new Set(all).size).toBe(5);
    for (const name of all) expect(name).toMatch(/^[a-zA-Z0-9_-]{1,64}$/);
    const { "/a": first, ...rest } = paths;
    expect(await names({ ...rest, "/a": first })).toEqual([...all.slice(1), all[0]]);
  });
});
