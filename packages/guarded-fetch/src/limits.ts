import { InvalidInputError } from "@inhouse/contracts";

/** How much a request may cost. */
export interface FetchLimits {
  /** The whole request with all its redirects, in milliseconds. Default: 30 seconds. */
  readonly totalMs: number;
  /** The longest silence, from a connection's start to the last byte, in milliseconds. Default: 10 seconds. */
  readonly idleMs: number;
  /** The answer, as it came and unpacked, in bytes. Default: 10 MB. */
  readonly responseBytes: number;
  /** The header of an answer, in bytes. Default: 16 kB. */
  readonly headerBytes: number;
  /** What is sent, in bytes. Default: 10 MB. */
  readonly requestBytes: number;
  /** How often a service may send a request on. Default: 5; 0: never. */
  readonly redirects: number;
}

const kB = 1024;
const MB = 1024 * kB;

const defaults: FetchLimits = {
  totalMs: 30_000,
  idleMs: 10_000,
  responseBytes: 10 * MB,
  headerBytes: 16 * kB,
  requestBytes: 10 * MB,
  redirects: 5,
};

/**
 * @param given - the limits that differ from the defaults
 * @returns all limits
 * @throws InvalidInputError if one is not a whole number of at least 1; `redirects` may be 0
 */
export function resolveLimits(given: Partial<FetchLimits>): FetchLimits {
  const limits: Record<keyof FetchLimits, number> = { ...defaults };
  for (const name of Object.keys(defaults) as (keyof FetchLimits)[]) {
    const value = given[name];
    if (value === undefined) continue;
    const least = name === "redirects" ? 0 : 1;
    if (!Number.isSafeInteger(value) || value < least) {
      throw new InvalidInputError({
        param: `limits.${name}`,
        expected: `a whole number of at least ${least}`,
        received: String(value),
      });
    }
    limits[name] = value;
  }
  return limits;
}
