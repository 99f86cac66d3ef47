import type { ClientRequest, IncomingMessage } from "node:http";
import type { RequestOptions } from "node:https";
import { UnsupportedRuntimeError } from "@inhouse/contracts";
import type { ResolvedAddress } from "../address/resolve-host.ts";
import type { Transport, TransportRequest, TransportResponse } from "./transport.ts";

/** HTTP/1.1 of Node.js, a connection a request: one that is kept would outlive the check of its address. */
export const nodeTransport: Transport = async (request) => {
  const { http, https, tls } = await loadNode();
  const { url, headers, method, signal, headerBytes, ca } = request;
  const options: RequestOptions = {
    method,
    protocol: url.protocol,
    hostname: url.hostname.replace(/^\[|\]$/g, ""),
    port: url.port,
    path: `${url.pathname}${url.search}`,
    headers: { ...headers, ...(request.body && { "content-length": request.body.length }) },
    agent: false,
    lookup: pinned(request.addresses),
    signal,
    maxHeaderSize: headerBytes,
    // Flags and variables of the process must not open what is closed here.
    insecureHTTPParser: false,
    rejectUnauthorized: true,
    ...(ca !== undefined && { ca: [...tls.rootCertificates, ca] }),
  };
  const sent = url.protocol === "https:" ? https.request(options) : http.request(options);
  return answerOf(sent, request);
};

function answerOf(sent: ClientRequest, request: TransportRequest): Promise<TransportResponse> {
  const { promise, resolve, reject } = Promise.withResolvers<TransportResponse>();
  sent.on("error", reject);
  sent.on("response", (incoming) => resolve(responseOf(incoming)));
  sent.on("upgrade", (_, socket) => {
    socket.destroy();
    reject(new Error("The service changed the protocol"));
  });
  sent.end(request.body ?? undefined);
  return promise;
}

function responseOf(incoming: IncomingMessage): TransportResponse {
  const { rawHeaders } = incoming;
  const headers = rawHeaders.flatMap((name, index) =>
    index % 2 === 0 ? [[name.toLowerCase(), rawHeaders[index + 1] ?? ""] as const] : [],
  );
  // Whoever closes it before reading has heard of the failure already.
  incoming.on("error", () => undefined);
  return {
    status: incoming.statusCode ?? 0,
    headers,
    body: incoming,
    close: () => void incoming.destroy(),
  };
}

type LookupFunction = NonNullable<RequestOptions["lookup"]>;

/** Answers with what was checked, however often the name is asked for. */
function pinned(addresses: readonly ResolvedAddress[]): LookupFunction {
  return (_hostname, options, callback) => {
    const [first] = addresses;
    if (options.all === true) callback(null, [...addresses]);
    else callback(null, first?.address ?? "", first?.family);
  };
}

interface NodeModules {
  readonly http: typeof import("node:http");
  readonly https: typeof import("node:https");
  readonly tls: typeof import("node:tls");
}

async function loadNode(): Promise<NodeModules> {
  try {
    const [http, https, tls] = await Promise.all([
      import("node:http"),
      import("node:https"),
      import("node:tls"),
    ]);
    return { http, https, tls };
  } catch (cause) {
    const missing = "node:http, or the option 'connect'";
    throw new UnsupportedRuntimeError("Guarded fetch", missing, { cause });
  }
}
