import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import type { ReadableStream } from "node:stream/web";
import type {
  RemoteResult,
  RemoteRun,
  RemoteSandbox,
  RemoteSession,
} from "../remote/remote-sandbox.ts";

interface Line {
  readonly output?: Parameters<RemoteRun["onOutput"]>[0];
  readonly lost?: string;
  readonly result?: Omit<RemoteResult, "files"> & {
    readonly files: readonly { readonly path: string; readonly base64: string }[];
  };
}

/** The sandbox of `http-sandbox-server.ts` for the code interpreter: an adapter as users write them. */
export class HttpSandbox implements RemoteSandbox {
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
  }

  async open(): Promise<RemoteSession> {
    const id = await (await this.#send("POST", "/sessions")).text();
    const session = `/sessions/${id}`;
    const file = (path: string): string => `${session}/files?path=${encodeURIComponent(path)}`;
    return {
      writeFile: async (path, bytes) => void (await this.#send("PUT", file(path), bytes)),
      removeFile: async (path) => void (await this.#send("DELETE", file(path))),
      run: (request) => this.#run(session, request),
      close: async () => void (await this.#send("DELETE", session)),
    };
  }

  async #run(session: string, { code, signal, onOutput }: RemoteRun): Promise<RemoteResult> {
    const interrupt = (): void => void this.#send("POST", `${session}/interrupt`);
    signal.addEventListener("abort", interrupt, { once: true });
    const { body } = await this.#send("POST", `${session}/run`, JSON.stringify({ code }));
    for await (const text of createInterface(Readable.fromWeb(body as ReadableStream))) {
      const { output, lost, result } = JSON.parse(text) as Line;
      if (output !== undefined) onOutput(output);
      if (lost !== undefined) throw new Error(lost);
      if (result === undefined) continue;
      const files = result.files.map(({ path, base64 }) => ({
        path,
        bytes: new Uint8Array(Buffer.from(base64, "base64")),
      }));
      return { ...result, files };
    }
    throw new Error("the sandbox did not answer");
  }

  async #send(method: string, path: string, body?: Uint8Array | string): Promise<Response> {
    const init =
      body === undefined ? { method } : { method, body: body as NonNullable<RequestInit["body"]> };
    const response = await fetch(this.#url + path, init);
    if (!response.ok) throw new Error(`the sandbox answered ${response.status}`);
    return response;
  }
}
