import { once } from "node:events";
import type { Server } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { TestWheel } from "./wheels.ts";

interface Page {
  readonly type: string;
  readonly body: string | Uint8Array;
}

/** A mirror on this machine, which remembers what it was asked for. */
export class Mirror implements AsyncDisposable {
  /** The paths that were asked for. */
  readonly asked: string[] = [];
  readonly #pages = new Map<string, Page>();
  readonly #server: Server = createServer((request, response) => {
    const path = request.url ?? "";
    this.asked.push(path);
    const page = this.#pages.get(path);
    response.writeHead(page === undefined ? 404 : 200, {
      "content-type": page?.type ?? "text/plain",
    });
    response.end(page?.body);
  });

  static async start(): Promise<Mirror> {
    const mirror = new Mirror();
    mirror.#server.listen(0, "127.0.0.1");
    await once(mirror.#server, "listening");
    return mirror;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  serve(path: string, type: string, body: string | Uint8Array): void {
    this.#pages.set(path, { type, body });
  }

  /** Lists wheels as a package index does, in JSON (PEP 691) or HTML (PEP 503). */
  index(kind: "json" | "html", ...wheels: readonly TestWheel[]): void {
    for (const name of new Set(wheels.map((one) => one.name))) {
      const own = wheels.filter((one) => one.name === name);
      for (const { filename, bytes } of own) {
        this.serve(`/files/${filename}`, "application/zip", bytes);
      }
      const files = own.map(({ filename, sha256 }) => {
        return { filename, url: `../../files/${filename}`, hashes: { sha256 } };
      });
      const links = files.map(
        ({ filename, url, hashes }) =>
          `<a data-requires-python="&gt;=3.8" href="${url}#sha256=${hashes.sha256}">${filename}</a>`,
      );
      if (kind === "json") {
        const page = JSON.stringify({ meta: { "api-version": "1.0" }, name, files });
        this.serve(`/simple/${name}/`, "application/vnd.pypi.simple.v1+json", page);
      } else {
        this.serve(`/simple/${name}/`, "text/html; charset=utf-8", `<html>${links.join("\n")}`);
      }
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, "close");
  }
}
