import type { TenantRuntime } from "@inhouse/core";
import type { Context, Hono } from "hono";
import type { HttpFault } from "../faults/http-fault.ts";
import type { HttpSettings } from "../options/http-settings.ts";

/** What a handler finds in its context under `c.get(…)`. */
export interface DialectVariables {
  /** The runtime of the request's tenant. */
  readonly inhouse: TenantRuntime;
  /** The id of this request, as its caller sees it in the header `x-request-id`. */
  readonly requestId: string;
  /** Tells the listener of a fault in the middle of a stream, where no status can tell the caller any more. */
  readonly reportFault: (error: unknown) => void;
}

/** The environment of a dialect's routes, for Hono. */
export interface DialectEnv {
  /** What a handler finds in its context. */
  readonly Variables: DialectVariables;
}

/** The router that a dialect adds its routes to. */
export type DialectRouter = Hono<DialectEnv>;

/** What a handler of a route is given. */
export type DialectContext = Context<DialectEnv>;

/** An HTTP dialect: routes, and a form of errors. */
export interface HttpDialect {
  /** The path that all routes begin with, unless the options say otherwise. */
  readonly basePath: string;

  /** Headers of its responses that web pages of other origins may read, beside `x-request-id`; absent: none. */
  readonly exposedHeaders?: readonly string[];

  /**
   * Adds the routes, without the base path. A handler throws to refuse; whatever it throws comes to {@link HttpDialect.refuse}.
   *
   * @param router - where to add them
   * @param settings - the options, with defaults filled in
   */
  addRoutes(router: DialectRouter, settings: HttpSettings): void;

  /**
   * Writes a refusal in the form of the dialect.
   *
   * @param fault - why, as {@link describeFault} has it
   * @param error - what was thrown, for texts of the dialect's own; faults of this side must not be quoted
   * @param request - the request, whose body may have been read
   * @param requestId - the id of the request, for dialects whose bodies repeat it
   * @returns the response; the header `x-request-id` is added to it
   */
  refuse(fault: HttpFault, error: unknown, request: Request, requestId: string): Response;
}
