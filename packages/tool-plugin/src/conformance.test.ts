import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { JsonObject, Tool } from "@inhouse/contracts";
import type { ToolSuite } from "@inhouse/tool-conformance";
import { describeTool } from "@inhouse/tool-conformance/vitest";
import { afterAll, beforeAll } from "vitest";
import { openApiPlugin } from "./open-api-plugin.ts";
import type { OpenApiPluginOptions } from "./plugin-options.ts";

const token = "conformance-token-1234";
let open = 0;
let effects = 0;
const server = createServer((request, response) => {
  open += 1;
  response.on("close", () => {
    open -= 1;
  });
  const path = request.url?.split("?")[0];
  if (path === "/last") return;
  if (path === "/effect") effects += 1;
  if (path === "/fail") response.statusCode = 404;
  if (path === "/file") {
    response.setHeader("content-type", "image/png");
    response.end(Buffer.from([0x89, 0x50, 0x4e, 0x47]));
    return;
  }
  response.setHeader("content-type", "application/json");
  // It repeats what it should not.
  const said = {
    authorization: request.headers.authorization,
    items: path === "/flood" ? 200_000 : 1,
  };
  response.end(JSON.stringify({ ...said, list: Array(said.items).fill("item") }));
});
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const create =
  (more: Partial<OpenApiPluginOptions> = {}) =>
  (): Promise<Tool> => {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const parameters = [{ name: "q", in: "query", schema: { type: "string" } }];
    const get = (operationId: string): object => ({ get: { operationId, parameters } });
    return openApiPlugin({
      id: "demo",
      url,
      document: {
        openapi: "3.1.0",
        paths: {
          "/work": get("work"),
          "/fail": get("fail"),
          "/last": get("last"),
          "/flood": get("flood"),
          "/file": get("file"),
          "/effect": { post: { operationId: "effect", parameters } },
        },
      },
      auth: { level: "service", type: "bearer", token },
      network: { allowPrivateAddresses: [url] },
      ...more,
    });
  };
const suite = (call: (name: string, q: string) => JsonObject & { name: string }): ToolSuite => {
  const example = (operation: string) => {
    const { name, ...input } = call(operation, "x");
    return { name, input };
  };
  return {
    create: create(),
    works: example("work"),
    fails: example("fail"),
    lasts: example("last"),
    floods: example("flood"),
    maxCharacters: 25_000,
    makesFiles: example("file"),
    effects: { call: example("effect"), count: () => effects },
    running: () => open,
    secrets: [token],
    refuses: [
      { type: "demo", unknown: 1 },
      { type: "demo", operations: ["nothing"] },
      { type: "demo", auth: { user_token: 7 } },
    ],
  };
};

describeTool(
  "openApiPlugin",
  suite((name, q) => ({ name: `demo_${name}`, q })),
);

describeTool("openApiPlugin, with search and a time limit", {
  ...suite((operation, q) => ({ name: "demo_call", operation, arguments: { q } })),
  create: () =>
    create({
      functions: "search",
      network: {
        allowPrivateAddresses: [`http://127.0.0.1:${(server.address() as AddressInfo).port}`],
        limits: { totalMs: 300 },
      },
    })(),
  overruns: { name: "demo_call", input: { operation: "last" } },
});
