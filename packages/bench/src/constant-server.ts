import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A server without anything in it: what HTTP alone costs. */
export interface ConstantServer extends AsyncDisposable {
  readonly url: string;
}

/**
 * @param body - what every request is answered with: a text, or frames of a stream, each written by itself
 * @returns the server, on a free port of 127.0.0.1
 */
export async function startConstantServer(
  body: string | readonly string[],
): Promise<ConstantServer> {
  const server = createServer((request, response) => {
    request.resume();
    if (typeof body === "string") {
      response.writeHead(200, { "content-type": "application/json" });
      response.end(body);
      return;
    }
    response.writeHead(200, { "content-type": "text/event-stream" });
    const frames = body.values();
    const write = (): void => {
      const { done, value } = frames.next();
      if (done) return void response.end();
      response.write(value);
      setImmediate(write);
    };
    write();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
