import { once } from "node:events";
import type { AddressInfo, Server } from "node:net";
import { createServer } from "node:net";

/** A server on the loopback address that counts who reaches it. */
export class LoopbackServer implements AsyncDisposable {
  readonly port: number;
  readonly #server: Server;
  readonly #count: { connections: number };

  /**
   * @param secret - what it answers
   * @returns a listening server on a free port
   */
  static async start(secret: string): Promise<LoopbackServer> {
    const count = { connections: 0 };
    const server = createServer((socket) => {
      count.connections += 1;
      socket.on("error", () => socket.destroy());
      socket.once("data", () => {
        socket.end(
          `HTTP/1.1 200 OK\r\naccess-control-allow-origin: *\r\ncontent-length: ${secret.length}\r\nconnection: close\r\n\r\n${secret}`,
        );
      });
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return new LoopbackServer(server, count);
  }

  private constructor(server: Server, count: { connections: number }) {
    this.#server = server;
    this.#count = count;
    this.port = (server.address() as AddressInfo).port;
  }

  /** How many connections were made to it. */
  get connections(): number {
    return this.#count.connections;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.close();
  }
}
