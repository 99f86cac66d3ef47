/** An order, as the shop has it. */
export interface Order {
  readonly id: string;
  readonly item: string;
  readonly quantity: number;
}

const mostBytes = 20_000;

/** The shop's service. */
export class Shop {
  readonly #url: string;
  readonly #apiKey: string;

  constructor({ url, apiKey }: { readonly url: string; readonly apiKey: string }) {
    this.#url = url;
    this.#apiKey = apiKey;
  }

  async order(
    order: Omit<Order, "id">,
    idempotencyKey: string,
    signal: AbortSignal,
  ): Promise<Order> {
    const body = JSON.stringify({ item: order.item, quantity: order.quantity });
    const headers = { "idempotency-key": idempotencyKey, "content-type": "application/json" };
    const bytes = await this.#send("/orders", { method: "POST", headers, body, signal });
    return JSON.parse(new TextDecoder().decode(bytes)) as Order;
  }

  async status(
    { order, wait }: { readonly order: string; readonly wait: boolean },
    signal: AbortSignal,
  ): Promise<string> {
    return new TextDecoder().decode(await this.#send(`/orders/${order}?wait=${wait}`, { signal }));
  }

  receipt(order: string, signal: AbortSignal): Promise<Uint8Array> {
    return this.#send(`/orders/${order}/receipt`, { signal });
  }

  // #region send
  /** Sends the key to the shop and to nobody else, and says in plain words what went wrong. */
  async #send(
    path: string,
    init: RequestInit & { readonly signal: AbortSignal },
  ): Promise<Uint8Array> {
    const headers = { ...init.headers, authorization: `Bearer ${this.#apiKey}` };
    const response = await fetch(`${this.#url}${path}`, {
      ...init,
      headers,
      redirect: "error",
    }).catch(() => {
      init.signal.throwIfAborted();
      throw new Error("The shop cannot be reached.");
    });
    if (response.status === 404) throw new Error("The shop has no such order.");
    if (!response.ok) throw new Error(`The shop refused the request (status ${response.status}).`);
    const chunks: Uint8Array[] = [];
    let length = 0;
    for await (const chunk of response.body ?? []) {
      chunks.push(chunk);
      length += chunk.length;
      if (length > mostBytes) throw new Error("The shop's answer is too long.");
    }
    return new Uint8Array(Buffer.concat(chunks));
  }
  // #endregion send
}
