import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import type { InProcessFetch } from "@inhouse/http";

/** A server of this dialect; disposing of it stops it. */
export interface Served extends AsyncDisposable {
  /** The base URL that a client is given. */
  readonly url: string;
}

export async function serve(fetch: InProcessFetch): Promise<Served> {
  const server = createServer(getRequestListener((request) => fetch(request)));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/api/v1`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
