import type { Runtime } from "@inhouse/core";
import { createRuntime } from "@inhouse/core";
import { scriptedModel } from "@inhouse/model-scripted";
import { memoryStorage } from "@inhouse/storage-memory";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readJson } from "../body/read-json.ts";
import type { FaultReport } from "../faults/fault-report.ts";
import type { HttpOptions } from "../options/http-options.ts";
import type { HttpHandler } from "./create-http-handler.ts";
import { createHttpHandler } from "./create-http-handler.ts";
import type { HttpDialect } from "./http-dialect.ts";
import { inProcessFetch } from "./in-process-fetch.ts";

/** A dialect as small as can be. */
const dialect: HttpDialect = {
  basePath: "/v0",
  addRoutes(router, { limits }) {
    router.get("/threads", async (c) => c.json(await c.get("inhouse").threads.list()));
    router.post("/threads", async (c) => {
      const metadata = ((await readJson(c.req.raw, limits)) ?? {}) as Record<string, string>;
      return c.json(await c.get("inhouse").threads.create({ metadata }));
    });
    router.get("/threads/:thread", async (c) =>
      c.json(await c.get("inhouse").threads.retrieve(c.req.param("thread"))),
    );
    router.get("/broken", () => {
      throw new Error("sk-secret");
    });
    router.get("/odd", () => {
      throw "text";
    });
    router.get("/slow", () => new Promise<Response>(() => undefined));
  },
  refuse: ({ status, message, code }, _error, _request, requestId) =>
    Response.json({ message, code, requestId }, { status }),
};

let inhouse: Runtime;
beforeEach(() => {
  inhouse = createRuntime({ models: { demo: scriptedModel(["Hi."]) }, storage: memoryStorage() });
});
afterEach(() => inhouse.close());

function handlerWith(options: HttpOptions = {}): HttpHandler {
  return createHttpHandler(inhouse, dialect, { newRequestId: () => "req_1", ...options });
}

function get(path: string, init: RequestInit = {}): Request {
  return new Request(`inhouse://local${path}`, init);
}

describe("a handler", () => {
  it("answers under the base path, and numbers the requests", async () => {
    const response = await handlerWith({ basePath: "/api/x" })(get("/api/x/threads"));
    expect(response.headers.get("x-request-id")).toBe("req_1");
    expect(await response.json()).toMatchObject({ data: [] });
  });

  it.each([
    ["GET", "/v0/nothing", 404, "unknown_route", null],
    ["GET", "/threads", 404, "unknown_route", null],
    ["GET", "/v0/threads/", 404, "unknown_route", null],
    ["DELETE", "/v0/threads", 405, "method_not_allowed", "GET, POST"],
    ["PATCH", "/v0/threads/t", 405, "method_not_allowed", "GET"],
    ["GET", "/v0/threads/thread_0", 404, "not_found", null],
    ["GET", "/v0/broken", 500, "internal", null],
    ["GET", "/v0/odd", 500, "internal", null],
  ])("refuses in the dialect's form: %s %s", async (method, path, status, code, allow) => {
    const response = await handlerWith()(get(path, { method }));
    expect([response.status, response.headers.get("allow")]).toEqual([status, allow]);
    expect(response.headers.get("x-request-id")).toBe("req_1");
    const body = await response.json();
    expect(body).toMatchObject({ code, requestId: "req_1" });
    expect(JSON.stringify(body)).not.toContain("secret");
  });

  it("tells the listener of faults of this side, and of no contents unless it asks for them", async () => {
    const reports: FaultReport[] = [];
    const onError = (report: FaultReport): void => {
      reports.push(report);
      throw new Error("the listener fails");
    };
    await handlerWith({ onError })(get("/v0/broken?key=sk-secret"));
    await handlerWith({ onError })(get("/v0/threads/thread_0"));
    const place = { requestId: "req_1", method: "GET", route: "/v0/broken" };
    expect(reports).toEqual([{ ...place, name: "Error", code: null }]);
    await handlerWith({ onError, reportContents: true })(get("/v0/broken"));
    expect(reports[1]?.error).toMatchObject({ message: "sk-secret" });
  });

  it("keeps tenants apart, and refuses whom nobody knows", async () => {
    const authenticate = async (request: Request): Promise<string | null> =>
      request.headers.get("authorization");
    const handler = handlerWith({ authenticate });
    const as = (authorization: string, method = "GET"): RequestInit => ({
      method,
      headers: { authorization },
    });
    await handler(get("/v0/threads", as("one", "POST")));
    const threads = async (tenant: string): Promise<{ data: unknown[] }> =>
      (await handler(get("/v0/threads", as(tenant)))).json() as Promise<{ data: unknown[] }>;
    expect((await threads("one")).data).toHaveLength(1);
    expect((await threads("two")).data).toHaveLength(0);
    expect((await handler(get("/v0/threads"))).status).toBe(401);
    expect((await handler(get("/v0/nothing"))).status).toBe(401);
    expect((await handler(get("/v0/threads", as("no/tenant")))).status).toBe(500);
  });

  it("works for one tenant's runtime, which cannot tell others apart", async () => {
    const tenant = inhouse.forTenant("one");
    await createHttpHandler(tenant, dialect)(get("/v0/threads", { method: "POST" }));
    expect((await tenant.threads.list()).data).toHaveLength(1);
    expect((await inhouse.threads.list()).data).toHaveLength(0);
    const authenticate = (): string => "two";
    expect(() => createHttpHandler(tenant, dialect, { authenticate })).toThrow("'authenticate'");
  });

  it("lets no other web page in unless told to", async () => {
    const headers = { origin: "https://a.test", "access-control-request-method": "POST" };
    const ask = get("/v0/threads", { method: "OPTIONS", headers });
    const allowed = "access-control-allow-origin";
    const closed = await handlerWith()(ask);
    expect([closed.status, closed.headers.get(allowed)]).toEqual([405, null]);
    const authenticate = (): null => null;
    const open = handlerWith({ cors: { origins: ["https://a.test"] }, authenticate });
    const preflight = await open(ask);
    expect([preflight.status, preflight.headers.get(allowed)]).toEqual([204, "https://a.test"]);
    const refused = await open(get("/v0/threads", { headers }));
    expect([refused.status, refused.headers.get(allowed)]).toEqual([401, "https://a.test"]);
  });

  it.each([
    [{ limits: { jsonBytes: 0 } }, "'limits.jsonBytes'"],
    [{ limits: { jsonDepth: 1.5 } }, "'limits.jsonDepth'"],
    [{ heartbeatMs: -1 }, "'heartbeatMs'"],
    [{ basePath: "/v1/" }, "'basePath'"],
    [{ basePath: "v1" }, "'basePath'"],
  ])("refuses options: %o", (options, message) => {
    expect(() => handlerWith(options)).toThrow(message);
  });
});

describe("a fetch in process", () => {
  it("takes what an SDK passes, streams included", async () => {
    const fetch = inProcessFetch(handlerWith());
    const headers = { "content-type": "application/json" };
    const body = new Blob(['{"a":"b"}']).stream();
    const response = await fetch("inhouse://any/v0/threads", { method: "POST", headers, body });
    expect(await response.json()).toMatchObject({ metadata: { a: "b" } });
  });

  it("rejects as fetch does when its signal aborts, before or while it waits", async () => {
    const fetch = inProcessFetch(handlerWith());
    const aborted = { name: "AbortError" };
    const signal = AbortSignal.abort();
    await expect(fetch("inhouse://any/v0/threads", { signal })).rejects.toMatchObject(aborted);
    const abort = new AbortController();
    const waiting = fetch("inhouse://any/v0/slow", { signal: abort.signal });
    abort.abort();
    await expect(waiting).rejects.toMatchObject(aborted);
  });
});
