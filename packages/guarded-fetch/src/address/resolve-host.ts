import { GuardedFetchError, UnsupportedRuntimeError } from "@inhouse/contracts";
import { isPrivateAddress, isPublicAddress } from "./is-public-address.ts";

/** An address of a host. */
export interface ResolvedAddress {
  /** An IPv4 or IPv6 address. */
  readonly address: string;
  /** Which of the two. */
  readonly family: 4 | 6;
}

/**
 * Asks for the addresses of a name, as `lookup` of `node:dns/promises` does with `all`.
 *
 * @param hostname - the name
 * @returns all its addresses, in the order in which they are to be tried
 */
export type Lookup = (hostname: string) => Promise<readonly ResolvedAddress[]>;

/**
 * Finds out to which addresses a request may connect. The answer is the one that is connected to: the name is not asked for
 * again, so that a second answer of the name's owner changes nothing.
 *
 * @param url - the request's address
 * @param lookup - asks for addresses
 * @param allowPrivate - whether the operator named this origin as one with private addresses
 * @returns the addresses, at least one
 * @throws GuardedFetchError if there is none, or one of them must not be connected to
 */
export async function resolveHost(
  url: URL,
  lookup: Lookup,
  allowPrivate: boolean,
): Promise<readonly ResolvedAddress[]> {
  const addresses = literalAddress(url) ?? (await ask(url, lookup));
  // One bad address among good ones is enough: who mixes them is no service to trust.
  const refused = addresses.some(
    ({ address }) => !(isPublicAddress(address) || (allowPrivate && isPrivateAddress(address))),
  );
  if (!refused) return addresses;
  const message = `${url.origin} was not called: it has an address that is not public.`;
  throw new GuardedFetchError("address", message, "no");
}

/** URLs have brackets around IPv6 addresses, and every way to write an IPv4 address became the usual one. */
function literalAddress({ hostname }: URL): readonly ResolvedAddress[] | null {
  if (hostname.startsWith("[")) return [{ address: hostname.slice(1, -1), family: 6 }];
  return /^[\d.]+$/.test(hostname) ? [{ address: hostname, family: 4 }] : null;
}

async function ask(url: URL, lookup: Lookup): Promise<readonly ResolvedAddress[]> {
  let found: readonly ResolvedAddress[] = [];
  try {
    found = await lookup(url.hostname);
  } catch (error) {
    if (error instanceof UnsupportedRuntimeError) throw error;
  }
  if (found.length > 0) return found;
  const message = `${url.origin} was not called: there is no host of that name.`;
  throw new GuardedFetchError("unreachable", message, "no");
}

/** The names of this machine's resolver, its hosts file included. */
export const systemLookup: Lookup = async (hostname) => {
  let dns: typeof import("node:dns/promises");
  try {
    dns = await import("node:dns/promises");
  } catch (cause) {
    throw new UnsupportedRuntimeError("Guarded fetch", "node:dns, or the option 'lookup'", {
      cause,
    });
  }
  const found = await dns.lookup(hostname, { all: true, order: "verbatim" });
  return found.map(({ address, family }) => ({ address, family: family === 6 ? 6 : 4 }));
};
