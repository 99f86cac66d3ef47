import type { ServerResponse } from "node:http";
import { openApiPlugin } from "../open-api-plugin.ts";
import type { OpenApiPluginOptions } from "../plugin-options.ts";
import type { ReceivedRequest } from "./service.ts";
import { Service } from "./service.ts";
import { TestThread } from "./test-thread.ts";

/** A service that repeats requests, and answers with files, lists and errors. */
export function startDemo(): Promise<Service> {
  return Service.start(answer);
}

function answer({ url, method, headers, body }: ReceivedRequest, response: ServerResponse): void {
  const path = url.split("?")[0];
  if (path === "/v1/echo") {
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ method, url, headers, body }));
    return;
  }
  if (path === "/v1/image") {
    response.setHeader("content-type", "image/png");
    response.setHeader("content-disposition", 'attachment; filename="../../dot.png"');
    response.end(Buffer.from([0x89, 0x50, 0x4e, 0x47]));
    return;
  }
  if (path === "/v1/many") {
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(Array.from({ length: 9_999 }, (_, id) => ({ id }))));
    return;
  }
  const status = Number(path?.match(/^\/v1\/status\/(\d+)$/)?.[1] ?? 204);
  response.writeHead(status, { "content-type": "text/plain", "retry-after": "7" });
  response.end(status === 204 ? "" : "no luck");
}

const param = (name: string, place: string, more: object = {}): object => ({
  name,
  in: place,
  schema: { type: "string" },
  ...more,
});
const paths = {
  "/echo": {
    get: {
      operationId: "read",
      summary: "Repeats a request",
      parameters: [
        param("q", "query"),
        param("filter", "query", { style: "deepObject", schema: { type: "object" } }),
        param("ids", "query", { explode: false, schema: { type: "array", items: {} } }),
        param("json", "query", { content: { "application/json": {} } }),
        param("X-Trace", "header"),
        param("session", "cookie"),
        param("user_id", "query", { "x-source": "user" }),
        param("X-Key", "header"),
        param("X-HTTP-Method-Override", "header"),
        param("Content-Length", "header", { required: true }),
      ],
    },
    post: {
      operationId: "write",
      requestBody: {
        required: true,
        content: {
          "application/json": {
            schema: {
              type: "object",
              properties: { name: { type: "string" }, account: { "x-source": "user" } },
            },
          },
        },
      },
    },
    put: {
      operationId: "form",
      requestBody: {
        content: {
          "application/x-www-form-urlencoded": {
            schema: { type: "object", properties: { tags: {}, address: {} } },
          },
        },
      },
    },
    patch: {
      operationId: "upload",
      requestBody: {
        content: {
          "multipart/form-data": {
            schema: {
              type: "object",
              properties: { file: { type: "string", format: "binary" }, note: { type: "string" } },
            },
          },
        },
      },
    },
  },
  "/image": { get: { operationId: "image" } },
  "/many": { get: { operationId: "many" } },
  "/things/{id}": {
    get: { operationId: "thing", parameters: [param("id", "path", { required: true })] },
    delete: { operationId: "remove", parameters: [param("id", "path", { required: true })] },
  },
  "/status/{status}": { get: { operationId: "status" }, post: { operationId: "act" } },
};
/** The auth of a service whose token is a header of its own. */
export const key = {
  level: "service",
  type: "apiKey",
  name: "X-Key",
  token: "service-secret",
} as const;
/** @returns a thread with a plug-in of the service */
export async function openDemo(
  { origin }: Service,
  more: Partial<OpenApiPluginOptions> = {},
): Promise<TestThread> {
  const plugin = await openApiPlugin({
    id: "demo",
    document: { openapi: "3.1.0", servers: [{ url: `${origin}/v1` }], paths },
    network: { allowPrivateAddresses: [origin] },
    ...more,
  });
  return new TestThread(plugin);
}
