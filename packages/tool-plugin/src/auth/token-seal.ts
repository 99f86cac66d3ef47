import type { webcrypto } from "node:crypto";
import { InvalidInputError } from "@inhouse/contracts";

const prefix = "sealed:v1:";
const nonceBytes = 12;

/**
 * Keeps tokens of users from being read where tools are stored, logged and shown: what is kept of a token is its ciphertext
 * (AES-256-GCM), bound to the tenant and the plug-in, so that it is worth nothing elsewhere.
 */
export class TokenSeal {
  readonly #key: Promise<webcrypto.CryptoKey>;

  /**
   * @param secret - a secret of at least 32 characters that all processes share; undefined: a key of this process, with which
   *   what it sealed ends, too
   * @throws InvalidInputError if the secret is too short
   */
  constructor(secret: string | undefined) {
    if (secret !== undefined && (typeof secret !== "string" || secret.length < 32)) {
      throw new InvalidInputError({
        param: "tokenKey",
        expected: "a secret of at least 32 characters",
        received: typeof secret === "string" ? `one of ${secret.length}` : typeof secret,
      });
    }
    this.#key = importKey(secret);
    // Who seals or opens hears of it.
    this.#key.catch(() => undefined);
  }

  /** @returns whether the text is of this form, opened or not */
  static isSealed(text: string): boolean {
    return text.startsWith(prefix);
  }

  /**
   * @param token - a token
   * @param scope - whom and what it is for
   * @returns its sealed form
   */
  async seal(token: string, scope: string): Promise<string> {
    const nonce = crypto.getRandomValues(new Uint8Array(nonceBytes));
    const algorithm = { name: "AES-GCM", iv: nonce, additionalData: encode(scope) };
    const sealed = await crypto.subtle.encrypt(algorithm, await this.#key, encode(token));
    return `${prefix}${Buffer.concat([nonce, new Uint8Array(sealed)]).toString("base64url")}`;
  }

  /**
   * @param sealed - a sealed form
   * @param scope - whom and what it is for
   * @returns the token; undefined: it was sealed with another key, or for another scope
   */
  async open(sealed: string, scope: string): Promise<string | undefined> {
    const bytes = Buffer.from(sealed.slice(prefix.length), "base64url");
    const iv = bytes.subarray(0, nonceBytes);
    const algorithm = { name: "AES-GCM", iv, additionalData: encode(scope) };
    try {
      const key = await this.#key;
      return decode(await crypto.subtle.decrypt(algorithm, key, bytes.subarray(nonceBytes)));
    } catch {
      return undefined;
    }
  }
}

async function importKey(secret: string | undefined): Promise<webcrypto.CryptoKey> {
  const usages = ["encrypt", "decrypt"] as const;
  if (secret === undefined) {
    const random = crypto.getRandomValues(new Uint8Array(32));
    return crypto.subtle.importKey("raw", random, "AES-GCM", false, [...usages]);
  }
  const given = await crypto.subtle.importKey("raw", encode(secret), "HKDF", false, ["deriveKey"]);
  const derivation = {
    name: "HKDF",
    hash: "SHA-256",
    salt: encode("inhouse tool-plugin"),
    info: encode("user tokens"),
  };
  const form = { name: "AES-GCM", length: 256 };
  return crypto.subtle.deriveKey(derivation, given, form, false, [...usages]);
}

const encode = (text: string): Uint8Array<ArrayBuffer> =>
  new TextEncoder().encode(text) as Uint8Array<ArrayBuffer>;
const decode = (bytes: ArrayBuffer): string => new TextDecoder().decode(bytes);
