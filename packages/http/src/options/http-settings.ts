import type { Clock } from "@inhouse/contracts";
import { InvalidInputError } from "@inhouse/contracts";
import type { HttpLimits, HttpOptions } from "./http-options.ts";
import { systemClock } from "./system-clock.ts";

/** The limits that hold where the options say nothing. */
export const defaultHttpLimits: HttpLimits = {
  jsonBytes: 4 * 1024 * 1024,
  jsonDepth: 64,
  uploadBytes: 512 * 1024 * 1024,
};

/** The options with everything filled in that the handlers of a dialect need. */
export interface HttpSettings {
  /** How much a request may bring. */
  readonly limits: HttpLimits;
  /** Whether a reader who leaves a stream cancels the run. */
  readonly cancelOnDisconnect: boolean;
  /** The path that all routes begin with; `""`: none. */
  readonly basePath: string;
  /** How often a silent stream sends a comment, in milliseconds; 0: never. */
  readonly heartbeatMs: number;
  /** Time, for heartbeats. */
  readonly clock: Clock;
}

/**
 * @param options - what the caller said
 * @param basePath - the dialect's own base path
 * @returns the options with defaults filled in
 * @throws InvalidInputError if a limit or the base path makes no sense
 */
export function readHttpSettings(options: HttpOptions, basePath: string): HttpSettings {
  const limits = { ...defaultHttpLimits, ...options.limits };
  for (const [name, limit] of Object.entries(limits)) {
    requireWhole(`limits.${name}`, limit, 1);
  }
  const heartbeatMs = options.heartbeatMs ?? 15_000;
  requireWhole("heartbeatMs", heartbeatMs, 0);
  return {
    limits,
    cancelOnDisconnect: options.cancelOnDisconnect ?? false,
    basePath: readBasePath(options.basePath ?? basePath),
    heartbeatMs,
    clock: options.clock ?? systemClock,
  };
}

function requireWhole(param: string, value: number, least: number): void {
  if (Number.isSafeInteger(value) && value >= least) return;
  const expected = `a whole number of at least ${least}`;
  throw new InvalidInputError({ param, expected, received: String(value) });
}

function readBasePath(path: string): string {
  if (path === "" || /^(\/[\w.~-]+)+$/.test(path)) return path;
  throw new InvalidInputError({
    param: "basePath",
    expected: "empty, or a path such as '/v1', without a slash at the end",
    received: `'${path}'`,
  });
}
