import type { Runtime } from "@inhouse/core";
import type { HttpOptions } from "@inhouse/http";
import type { ApiKey } from "./api-keys.ts";
import { authenticateBy } from "./api-keys.ts";
import { checkBinding } from "./check-binding.ts";
import { dialects } from "./dialects.ts";
import { listen } from "./http-server.ts";
import { faultLine } from "./request-log.ts";
import type { ServerLimits } from "./server-limits.ts";
import { defaultServerLimits } from "./server-limits.ts";

/** How a server is to be. */
export interface ServerOptions {
  /** The port; absent or 0: any that is free. */
  readonly port?: number;
  /** The name or address to listen on; absent: 127.0.0.1, which only this machine reaches. */
  readonly host?: string;
  /** The keys that requests must bring, and whose they are; absent: none is asked for. */
  readonly apiKeys?: readonly ApiKey[];
  /** Whether it may serve a network although it asks for no key; absent: false. */
  readonly insecure?: boolean;
  /** The origins of web pages that may call, such as `https://app.example.com`, or `*`; absent: none. */
  readonly cors?: readonly string[];
  /** What it takes at most; absent: as {@link defaultServerLimits} says. */
  readonly limits?: Partial<ServerLimits>;
  /** Told a line for each request and each fault, without contents and keys; absent: nobody is. */
  readonly log?: (line: string) => void;
  /** Further options of all dialects; absent: none. */
  readonly dialects?: Pick<HttpOptions, "cancelOnDisconnect" | "clock" | "heartbeatMs" | "limits">;
}

/** A server that listens. */
export interface RunningServer extends AsyncDisposable {
  /** Where it listens: scheme, host and port. */
  readonly url: string;
  /** The address to give to clients of each dialect, by its name. */
  readonly urls: Readonly<Record<string, string>>;
  /** Takes no more connections; what was accepted before is still answered. Call it before you close the runtime. */
  stopListening(): void;
  /**
   * Stops. The runtime is not closed: it is the caller's.
   *
   * @param graceMs - how long answers may go on, in milliseconds; absent: 2,000
   */
  close(graceMs?: number): Promise<void>;
}

const defaultHost = "127.0.0.1";
const defaultGraceMs = 2_000;

/**
 * Serves a runtime over HTTP in every dialect.
 *
 * @param runtime - what is served; close it yourself, after {@link RunningServer.stopListening}
 * @param options - how; absent: on a free port of 127.0.0.1
 * @returns the server, once it listens
 * @throws InvalidInputError if an option makes no sense, or others than this machine could use the server without a key
 * @throws the system's error if the address cannot be had
 */
export async function startServer(
  runtime: Runtime,
  options: ServerOptions = {},
): Promise<RunningServer> {
  const { host = defaultHost, port = 0, apiKeys = [], cors = [], log = ignore } = options;
  checkBinding({ host, hasKeys: apiKeys.length > 0, insecure: options.insecure ?? false });
  const shared: HttpOptions = {
    ...options.dialects,
    onError: (report) => log(faultLine(report)),
    ...(apiKeys.length > 0 && { authenticate: authenticateBy(apiKeys) }),
    ...(cors.length > 0 && { cors: { origins: cors.includes("*") ? "*" : cors } }),
  };
  const server = await listen({
    host,
    port,
    cors,
    log,
    mounts: dialects.map(({ name, path, create }) => {
      return { name, path, handler: create(runtime, { ...shared, basePath: path }) };
    }),
    limits: { ...defaultServerLimits, ...options.limits },
  });
  const close = (graceMs: number = defaultGraceMs): Promise<void> => server.close(graceMs);
  return {
    url: server.origin,
    urls: Object.fromEntries(dialects.map(({ name, path }) => [name, server.origin + path])),
    stopListening: server.stopListening,
    close,
    [Symbol.asyncDispose]: () => close(),
  };
}

function ignore(): void {}
