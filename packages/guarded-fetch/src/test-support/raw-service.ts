import { once } from "node:events";
import type { AddressInfo, Socket } from "node:net";
import { createServer } from "node:net";

/** A service that writes whatever bytes a test says, HTTP or not, when a connection has sent something. */
export class RawService implements AsyncDisposable {
  readonly #sockets = new Set<Socket>();
  readonly #server = createServer((socket) => {
    this.#sockets.add(socket);
    socket.on("error", () => undefined);
    socket.on("close", () => this.#sockets.delete(socket));
    socket.once("data", () => this.#write(socket));
  });
  readonly #write: (socket: Socket) => void;

  private constructor(write: (socket: Socket) => void) {
    this.#write = write;
  }

  static async start(write: (socket: Socket) => void): Promise<RawService> {
    const service = new RawService(write);
    service.#server.listen(0, "127.0.0.1");
    await once(service.#server, "listening");
    return service;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
    await once(this.#server, "close");
  }
}
