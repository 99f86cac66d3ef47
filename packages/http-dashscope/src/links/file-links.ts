import type { Clock } from "@inhouse/contracts";
import type { HttpOptions } from "@inhouse/http";
import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { toCoreId, toWireId } from "../ids/wire-id.ts";

type Authenticate = NonNullable<HttpOptions["authenticate"]>;

/** Finds the address of a file. */
export type FileUrl = (fileId: string) => string;

/** How links are made. */
export interface FileLinkOptions {
  /** What signs them. */
  readonly key: string | null;
  /** Where clients find this API; null: where the request found it. */
  readonly publicUrl: string | null;
  /** The path that all routes begin with. */
  readonly basePath: string;
  /** The time. */
  readonly clock: Pick<Clock, "now">;
}

/** As long as the hosted service keeps an image. */
const validMs = 24 * 60 * 60 * 1_000;

/**
 * Addresses of files, from which clients of this API take images without a key. Where requests are authenticated, an address is
 * signed: it is good for reading one file of one tenant, for a day.
 */
export class FileLinks {
  readonly #options: FileLinkOptions;
  readonly #key: Uint8Array;
  /** Whose an authenticated request is. */
  readonly #tenants = new WeakMap<Request, string>();

  constructor(options: FileLinkOptions) {
    this.#options = options;
    const { key } = options;
    this.#key = key === null ? crypto.getRandomValues(new Uint8Array(32)) : utf8ToBytes(key);
  }

  /**
   * @param authenticate - says whose a request is
   * @returns the same, which also takes requests for a file by a signed address
   */
  authenticator(authenticate: Authenticate): Authenticate {
    return async (request) => {
      const tenant = this.#signedFor(request) ?? (await authenticate(request));
      if (tenant !== null) this.#tenants.set(request, tenant);
      return tenant;
    };
  }

  /**
   * @param request - a request
   * @returns what finds the address of a file of its tenant, as its client will reach it
   */
  urlsFor(request: Request): FileUrl {
    const { publicUrl, basePath, clock } = this.#options;
    const base = publicUrl ?? new URL(request.url).origin + basePath;
    const tenant = this.#tenants.get(request);
    return (fileId) => {
      const url = `${base}/files/${toWireId(fileId)}/content`;
      if (tenant === undefined) return url;
      const expires = String(clock.now() + validMs);
      const signature = this.#sign(tenant, fileId, expires);
      return `${url}?${new URLSearchParams({ tenant, expires, signature })}`;
    };
  }

  /** @returns whose file the address of a request is good for; null: it is no signed address, or a bad one */
  #signedFor({ method, url }: Request): string | null {
    if (method !== "GET") return null;
    const { pathname, searchParams } = new URL(url);
    const { basePath, clock } = this.#options;
    if (!pathname.startsWith(`${basePath}/files/`)) return null;
    const [, wireId] = /^\/files\/([\w-]+)\/content$/.exec(pathname.slice(basePath.length)) ?? [];
    const tenant = searchParams.get("tenant");
    const expires = searchParams.get("expires");
    const given = searchParams.get("signature") ?? "";
    if (wireId === undefined || tenant === null || expires === null) return null;
    if (!isEqual(given, this.#sign(tenant, toCoreId(wireId), expires))) return null;
    return clock.now() <= Number(expires) ? tenant : null;
  }

  #sign(tenant: string, fileId: string, expires: string): string {
    const signed = utf8ToBytes(JSON.stringify([tenant, fileId, expires]));
    return bytesToHex(hmac(sha256, this.#key, signed));
  }
}

/** Looks at all of both: how long it takes says nothing of how near a guess was. */
function isEqual(given: string, expected: string): boolean {
  let difference = given.length ^ expected.length;
  for (let at = 0; at < expected.length; at++) {
    difference |= given.charCodeAt(at) ^ expected.charCodeAt(at);
  }
  return difference === 0;
}
