import type { InProcessFetch } from "@inhouse/http";

/** An object of this API, as a test looks at it. */
export interface Wire {
  readonly id: string;
  readonly status: string;
  readonly request_id: string;
  readonly data: readonly Wire[];
  readonly [field: string]: unknown;
}

/** An answer as it is on the wire. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** One frame of a stream. */
export interface Frame {
  readonly event: string;
  readonly data: string;
}

/** A client that hides nothing of the wire. */
export class Client {
  readonly #fetch: InProcessFetch;
  readonly #url: string;

  constructor(fetch: InProcessFetch, url = "http://in-process/api/v1") {
    this.#fetch = fetch;
    this.#url = url;
  }

  async send(
    method: string,
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer> {
    const response = await this.#fetch(`${this.#url}${path}`, {
      method,
      headers: {
        authorization: "Bearer key",
        // What the Python SDK says, also for streams.
        accept: "application/json; charset=utf-8",
        ...(body !== undefined && { "content-type": "application/json; charset=utf-8" }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return { status: response.status, headers: response.headers, text: await response.text() };
  }

  /** @returns the JSON of an answer that must have this status */
  async json(method: string, path: string, body?: unknown, status = 200): Promise<Wire> {
    const answer = await this.send(method, path, body);
    if (answer.status !== status) throw new Error(`${method} ${path}: ${answer.text}`);
    return JSON.parse(answer.text);
  }

  /** @returns the frames of a stream, and its text */
  async stream(
    path: string,
    body: object,
  ): Promise<{ readonly frames: readonly Frame[]; readonly text: string }> {
    const { status, text } = await this.send("POST", path, { ...body, stream: true });
    if (status !== 200) throw new Error(text);
    return { frames: readFrames(text), text };
  }
}

/** @returns the frames of a stream, which must be written as this dialect writes them */
export function readFrames(text: string): Frame[] {
  return text
    .split("\n\n")
    .filter((block) => block !== "" && !block.startsWith(":"))
    .map((block) => {
      const [, event, data] = /^event:(\S+)\ndata:(\S.*)$/.exec(block) ?? [];
      if (event === undefined || data === undefined) throw new Error(`Not a frame: ${block}`);
      return { event, data };
    });
}
