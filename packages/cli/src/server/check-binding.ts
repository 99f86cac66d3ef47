import { InvalidInputError } from "@inhouse/contracts";
import { isLoopback } from "./is-loopback.ts";

/** Who can reach a server, and who may use it. */
export interface Binding {
  /** The name or address that it listens on. */
  readonly host: string;
  /** Whether requests must bring a key. */
  readonly hasKeys: boolean;
  /** Whether it may be open to a network without. */
  readonly insecure: boolean;
}

/**
 * Refuses a server that anybody on a network could use.
 *
 * @param binding - who can reach it
 * @throws InvalidInputError if others than this machine can, without a key
 */
export function checkBinding({ host, hasKeys, insecure }: Binding): void {
  if (isLoopback(host) || hasKeys || insecure) return;
  throw new InvalidInputError({
    param: "host",
    expected:
      "a loopback address such as 127.0.0.1 as long as no API key is asked for (add --api-key KEY, or --insecure to serve whoever can reach it)",
    received: `'${host}'`,
  });
}
