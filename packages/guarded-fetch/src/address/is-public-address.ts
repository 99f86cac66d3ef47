import ipaddr from "ipaddr.js";

/** Azure's metadata service has an address that everybody else may route. */
const metadataAddresses: ReadonlySet<string> = new Set(["168.63.129.16"]);

/** All unicast that the internet routes; what lies beside it is reserved, whatever a registry may say of it later. */
const globalUnicast: [ipaddr.IPv6, number] = [ipaddr.IPv6.parse("2000::"), 3];

/** Ranges that an operator may allow for a named origin; the rest is of no use to anybody but an attacker. */
const privateRanges: ReadonlySet<string> = new Set([
  "loopback",
  "private",
  "carrierGradeNat",
  "uniqueLocal",
]);

/**
 * @param address - an IPv4 or IPv6 address in its usual form
 * @returns whether the internet routes it to somebody: no loopback, private, link-local, multicast, reserved or metadata
 *   address, and none that stands for an IPv4 address, as those of NAT64, 6to4 and mapped ones do
 */
export function isPublicAddress(address: string): boolean {
  const parsed = parse(address);
  if (parsed === null || parsed.range() !== "unicast") return false;
  if (parsed instanceof ipaddr.IPv6) return parsed.match(globalUnicast);
  return !metadataAddresses.has(parsed.toString());
}

/**
 * @param address - an IPv4 or IPv6 address in its usual form
 * @returns whether it is one within a machine or an organization: loopback, private or unique local; never link-local, where
 *   the metadata services of clouds are
 */
export function isPrivateAddress(address: string): boolean {
  const parsed = parse(address);
  return parsed !== null && privateRanges.has(parsed.range());
}

function parse(address: string): ipaddr.IPv4 | ipaddr.IPv6 | null {
  // Only the usual form: `010.0.0.1` or `127.1` mean different hosts to different readers.
  if (ipaddr.IPv4.isValidFourPartDecimal(address)) return ipaddr.IPv4.parse(address);
  return ipaddr.IPv6.isValid(address) ? ipaddr.IPv6.parse(address) : null;
}
