import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import type { Order } from "./shop.ts";

/** A shop on this machine. */
export interface ShopService {
  readonly url: string;
  /** The orders that it took, by the key that came with them. */
  readonly orders: ReadonlyMap<string, Order>;
  /** @returns how many requests it is answering */
  waiting(): number;
  /** Ends all requests, and then itself. */
  close(): Promise<void>;
}

/** Opens a shop that takes one order for one idempotency key. Order 404 is not there, and order 1 is never sent. */
export async function openShop(apiKey: string): Promise<ShopService> {
  const orders = new Map<string, Order>();
  let waiting = 0;
  const server = createServer(async (request, response) => {
    waiting += 1;
    response.once("close", () => {
      waiting -= 1;
    });
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://shop");
    if (request.headers.authorization !== `Bearer ${apiKey}`) {
      response.writeHead(401).end();
      return;
    }
    if (request.method === "POST") {
      const key = String(request.headers["idempotency-key"]);
      const asked = (await json(request)) as Omit<Order, "id">;
      const order = orders.get(key) ?? { ...asked, id: String(100 + orders.size) };
      orders.set(key, order);
      response.end(JSON.stringify(order));
    } else if (pathname === "/orders/404") response.writeHead(404).end();
    else if (pathname.endsWith("/receipt")) response.end("Paid, with thanks.");
    else if (pathname === "/orders/2") response.end("x".repeat(1_000_000));
    else if (pathname !== "/orders/1" || searchParams.get("wait") !== "true") {
      response.end("The order is on its way.");
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    orders,
    waiting: () => waiting,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
