import { InvalidInputError } from "@inhouse/contracts";
import type { Runtime, TenantRuntime } from "@inhouse/core";
import { Hono } from "hono";
import { cors } from "hono/cors";
import { routePath } from "hono/route";
import { describeFault } from "../faults/describe-fault.ts";
import { reportFault } from "../faults/fault-report.ts";
import { badKey, unknownRoute } from "../faults/refusals.ts";
import type { HttpCors, HttpOptions } from "../options/http-options.ts";
import { readHttpSettings } from "../options/http-settings.ts";
import { abortError } from "./abort-error.ts";
import { allowedMethods } from "./allowed-methods.ts";
import type { DialectContext, DialectEnv, HttpDialect } from "./http-dialect.ts";

/** Answers requests, in this process or in any server that speaks web-standard requests. It rejects only if a request is aborted. */
export type HttpHandler = (request: Request) => Promise<Response>;

/**
 * Makes a handler of a dialect: it finds the tenant, routes, turns whatever is thrown into a refusal of the dialect's form, and
 * numbers the requests.
 *
 * @param runtime - the runtime, or one tenant's part of it
 * @param dialect - the routes, and the form of errors
 * @param options - what the caller of the dialect's factory said
 * @returns the handler
 * @throws InvalidInputError if an option makes no sense
 */
export function createHttpHandler(
  runtime: Runtime | TenantRuntime,
  dialect: HttpDialect,
  options: HttpOptions = {},
): HttpHandler {
  const settings = readHttpSettings(options, dialect.basePath);
  const tenantOf = tenantFinder(runtime, options);
  const newRequestId = options.newRequestId ?? randomRequestId;
  const app = new Hono<DialectEnv>();

  const report = (error: unknown, c: DialectContext): void => {
    const { method } = c.req;
    const place = { requestId: c.get("requestId"), method, route: routePath(c, -1) };
    try {
      options.onError?.(reportFault(error, place, options.reportContents ?? false));
    } catch {
      // Whoever listens to faults must not make new ones.
    }
  };
  const refuse = (error: unknown, c: DialectContext): Response => {
    const fault = describeFault(error);
    if (fault.kind === "internal") report(error, c);
    return dialect.refuse(fault, error, c.req.raw, c.get("requestId"));
  };

  app.use(async (c, next) => {
    const requestId = newRequestId();
    c.set("requestId", requestId);
    c.set("reportFault", (error) => report(error, c));
    await next();
    c.header("x-request-id", requestId);
  });
  if (options.cors !== undefined) app.use(corsFor(options.cors, dialect));
  app.use(async (c, next) => {
    try {
      c.set("inhouse", await tenantOf(c.req.raw));
      await next();
    } catch (error) {
      // The router hands on nothing but errors.
      throw error instanceof Error ? error : new Error("not an error", { cause: error });
    }
  });
  app.onError((error, c) => {
    // Whoever aborted a request gets what `fetch` gives in its place.
    if (c.req.raw.signal.aborted) throw abortError();
    return refuse(error, c);
  });
  app.notFound((c) => {
    const { method, path } = c.req;
    const allowed = allowedMethods(app, path);
    const response = refuse(unknownRoute(method, path, allowed), c);
    if (allowed.length > 0) response.headers.set("allow", allowed.join(", "));
    return response;
  });
  const routes = new Hono<DialectEnv>();
  dialect.addRoutes(routes, settings);
  app.route(settings.basePath === "" ? "/" : settings.basePath, routes);
  return async (request) => app.fetch(request);
}

function tenantFinder(
  runtime: Runtime | TenantRuntime,
  { authenticate }: HttpOptions,
): (request: Request) => Promise<TenantRuntime> {
  if (authenticate === undefined) return async () => runtime;
  if (!("forTenant" in runtime)) {
    const received = "given together with one tenant's runtime";
    const expected = "left out, or given with the runtime that createRuntime made";
    throw new InvalidInputError({ param: "authenticate", expected, received });
  }
  return async (request) => {
    const tenant = await authenticate(request);
    if (tenant === null) throw badKey();
    try {
      return runtime.forTenant(tenant);
    } catch (error) {
      // The name is not the caller's fault, and not for its eyes.
      throw new Error("authenticate returned what is not the name of a tenant", { cause: error });
    }
  };
}

function corsFor({ origins, credentials = false }: HttpCors, { exposedHeaders = [] }: HttpDialect) {
  const origin = origins === "*" ? "*" : [...origins];
  return cors({ origin, credentials, exposeHeaders: ["x-request-id", ...exposedHeaders] });
}

function randomRequestId(): string {
  return `req_${crypto.randomUUID().replaceAll("-", "")}`;
}
