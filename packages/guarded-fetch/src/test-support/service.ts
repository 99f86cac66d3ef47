import { once } from "node:events";
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** What a service got. */
export interface ReceivedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** An HTTP service of 127.0.0.1 (or another loopback address) that does what a test says. */
export class Service implements AsyncDisposable {
  readonly received: ReceivedRequest[] = [];
  readonly #server = createServer({ noDelay: true }, (request, response) => {
    void this.#answer(request, response);
  });
  #answerWith: (request: ReceivedRequest, response: ServerResponse) => void = (_, response) =>
    response.end("hello");

  static async start(
    answerWith?: (request: ReceivedRequest, response: ServerResponse) => void,
    place: { readonly host?: string; readonly port?: number } = {},
  ): Promise<Service> {
    const service = new Service();
    if (answerWith !== undefined) service.#answerWith = answerWith;
    service.#server.listen(place.port ?? 0, place.host ?? "127.0.0.1");
    await once(service.#server, "listening");
    return service;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get origin(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** How many connections are open. */
  connections(): Promise<number> {
    const { promise, resolve } = Promise.withResolvers<number>();
    this.#server.getConnections((_, count) => resolve(count));
    return promise;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, "close");
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = "";
    for await (const piece of request.setEncoding("utf8")) body += piece;
    const { method = "", url = "", headers } = request;
    const received = { method, url, headers, body };
    this.received.push(received);
    this.#answerWith(received, response);
  }
}
