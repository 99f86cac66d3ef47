import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A service of this machine, as some other team might run it. */
export interface OrderDesk extends AsyncDisposable {
  readonly port: number;
  /** Who called for what. */
  readonly calls: readonly string[];
}

/**
 * Starts the service on a free port. Each customer has one order, with the number 7.
 *
 * @param answers - whether it answers a call of this method, once it has done what was asked; absent: it always does
 */
export async function startOrderDesk(
  answers: (method: string) => boolean = () => true,
): Promise<OrderDesk> {
  const calls: string[] = [];
  const states = new Map<string, string>();
  const server = createServer((request, response) => {
    const { method = "", url, headers } = request;
    const customer = /^Bearer token-of-(\w+)$/.exec(headers.authorization ?? "")?.[1];
    calls.push(`${customer ?? "nobody"}: ${method} ${url}`);
    response.setHeader("content-type", "application/json");
    if (customer === undefined) {
      response.writeHead(401).end('{"error":"Who are you?"}');
    } else if (!url?.startsWith("/orders/7")) {
      response.writeHead(404).end('{"error":"There is no such order"}');
    } else {
      if (method === "POST") states.set(customer, "cancelled");
      if (!answers(method)) return;
      response.end(JSON.stringify({ id: "7", customer, state: states.get(customer) ?? "packed" }));
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    calls,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
