import { createHash } from "node:crypto";
import { InvalidInputError } from "@inhouse/contracts";

/** A key, and whose requests come with it. */
export interface ApiKey {
  /** The key: visible ASCII. */
  readonly key: string;
  /** The tenant. */
  readonly tenant: string;
}

const defaultTenant = "default";

/**
 * @param text - `KEY`, which is the tenant `default`, or `TENANT:KEY`
 * @returns the key
 * @throws InvalidInputError if it cannot be a key
 */
export function readApiKey(text: string): ApiKey {
  const [, tenant = defaultTenant, key] =
    /^(?:([A-Za-z0-9_-]{1,64}):)?([!-9;-~]+)$/.exec(text) ?? [];
  if (key !== undefined) return { key, tenant };
  throw new InvalidInputError({
    param: "--api-key",
    expected: "KEY or TENANT:KEY, of visible ASCII characters without a further colon",
    // It may be a key all but for a typing error.
    received: text === "" ? "empty" : "another text",
  });
}

/**
 * Tells tenants by the header `Authorization: Bearer KEY`.
 *
 * @param keys - the keys
 * @returns the option `authenticate` of the dialects
 */
export function authenticateBy(keys: readonly ApiKey[]): (request: Request) => string | null {
  // Looked up by hash: how long it takes says nothing of how near a guess was.
  const tenants = new Map(keys.map(({ key, tenant }) => [digest(key), tenant]));
  return (request) => {
    const [, key] = /^bearer +([!-~]+)$/i.exec(request.headers.get("authorization") ?? "") ?? [];
    return key === undefined ? null : (tenants.get(digest(key)) ?? null);
  };
}

function digest(key: string): string {
  return createHash("sha256").update(key).digest("hex");
}
