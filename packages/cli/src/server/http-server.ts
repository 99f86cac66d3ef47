import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener, RequestError } from "@hono/node-server";
import type { CallerRules } from "./check-caller.ts";
import { checkCaller } from "./check-caller.ts";
import type { Mount } from "./mount.ts";
import { findMount } from "./mount.ts";
import type { Refusal } from "./refusal-response.ts";
import { refusalResponse } from "./refusal-response.ts";
import { requestLine } from "./request-log.ts";
import type { ServerLimits } from "./server-limits.ts";

/** What a server is made of. */
export interface HttpServerParts extends CallerRules {
  /** The port; 0: any that is free. */
  readonly port: number;
  /** The dialects. */
  readonly mounts: readonly Mount[];
  /** What it takes at most. */
  readonly limits: ServerLimits;
  /** Told a line for each request. */
  readonly log: (line: string) => void;
}

/** A server that listens. */
export interface HttpServer {
  /** Where: scheme, host and port. */
  readonly origin: string;
  /** Takes no new connections, and lets go of every one as soon as it has its answer. */
  stopListening(): void;
  /**
   * Waits until all connections are gone.
   *
   * @param graceMs - for how long; then they are cut
   */
  close(graceMs: number): Promise<void>;
}

// What `fetch` and its Request know.
const methods: readonly string[] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

/** @throws the system's error if the address cannot be had */
export async function listen(parts: HttpServerParts): Promise<HttpServer> {
  const { limits, host, port } = parts;
  const server = createServer({
    maxHeaderSize: limits.headerBytes,
    headersTimeout: limits.headerMs,
    requestTimeout: limits.requestMs,
    connectionsCheckingInterval: Math.min(limits.headerMs, 5_000),
    keepAliveTimeout: 60_000,
  });
  server.timeout = limits.idleMs;
  server.maxConnections = limits.connections;
  let closing = false;
  const answer = answerWith(parts);
  server.on("request", (incoming, outgoing) => {
    if (closing) outgoing.setHeader("connection", "close");
    logWhenDone(incoming, outgoing, parts.log);
    void answer(incoming, outgoing);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host.replace(/^\[(.*)\]$/, "$1"), () => {
      server.off("error", reject);
      resolve();
    });
  });
  let closed: Promise<void> | null = null;
  const stopListening = (): void => {
    closing = true;
    closed ??= new Promise((resolve) => server.close(() => resolve()));
  };
  return {
    origin: originOf(server),
    stopListening,
    async close(graceMs) {
      stopListening();
      const timer = setTimeout(() => server.closeAllConnections(), graceMs);
      server.closeIdleConnections();
      await closed;
      clearTimeout(timer);
    },
  };
}

function originOf(server: Server): string {
  const { address, family, port } = server.address() as AddressInfo;
  return `http://${family === "IPv6" ? `[${address}]` : address}:${port}`;
}

type Answer = (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<void>;

function answerWith({ mounts, host, cors, log }: HttpServerParts): Answer {
  const known = mounts.map(({ path }) => path).join(", ");
  const rules = { host, cors };
  const admit = ({ method = "", headers }: IncomingMessage, path: string): Mount | Refusal => {
    const problem = checkCaller({ host: headers.host, origin: headers.origin }, rules);
    if (problem !== null) return { status: 403, code: "caller_not_allowed", message: problem };
    if (!methods.includes(method)) {
      const message = `There is no method ${method} here.`;
      return { status: 405, code: "method_not_allowed", message };
    }
    const message = `All routes begin with one of ${known}.`;
    return findMount(mounts, path) ?? { status: 404, code: "unknown_route", message };
  };
  return (incoming, outgoing) => {
    const path = pathOf(incoming.url ?? "");
    const admitted = admit(incoming, path);
    const answer = async (request: Request): Promise<Response> =>
      "handler" in admitted ? admitted.handler(request) : refusalResponse(path, admitted);
    const errorHandler = (error: unknown): Response => {
      if (error instanceof RequestError) return refusalResponse(path, unreadable);
      // A handler rejects only where the caller has left, so nobody should read this.
      if (!outgoing.destroyed) log(`fault ${error instanceof Error ? error.name : typeof error}`);
      return new Response(null, { status: 500 });
    };
    // The globals of the process stay as they are.
    return getRequestListener(answer, { overrideGlobalObjects: false, errorHandler })(
      incoming,
      outgoing,
    );
  };
}

const unreadable: Refusal = {
  status: 400,
  code: "malformed_request",
  message: "The address of the request cannot be read.",
};

/** @returns the path of what stands in a request line, which may be a whole URL */
function pathOf(url: string): string {
  const target = url.startsWith("/") ? `http://local${url}` : url;
  return URL.parse(target)?.pathname ?? "/";
}

function logWhenDone(
  { method = "", url = "" }: IncomingMessage,
  outgoing: ServerResponse,
  log: (line: string) => void,
): void {
  const begin = performance.now();
  outgoing.once("close", () => {
    const { headersSent, statusCode, writableFinished: ended } = outgoing;
    const ms = performance.now() - begin;
    log(requestLine({ method, url, status: headersSent ? statusCode : null, ended, ms }));
  });
}
