import { GuardedFetchError } from "@inhouse/contracts";
import { guardedFetch } from "./guarded-fetch.ts";
import type { GuardedFetchOptions } from "./guarded-fetch-options.ts";

/** What an address holds. */
export interface FetchedBytes {
  /** The bytes. */
  readonly bytes: Uint8Array;
  /** Their type; absent: the service did not say. */
  readonly mediaType?: string;
}

/**
 * Makes what a runtime takes as `fetchUrl`: it reads the images that messages name by address, for models that cannot read them
 * by themselves.
 *
 * @param options - where it may go, and what a request may cost; absent: every public host
 * @param mediaTypes - which types are taken; absent: images
 * @returns the function; it throws GuardedFetchError where there is nothing to be had
 * @throws InvalidInputError if an origin or a limit is none
 */
export function fetchBytes(
  options: GuardedFetchOptions = { origins: "any" },
  mediaTypes: readonly string[] = ["image/*"],
): (url: URL, signal: AbortSignal) => Promise<FetchedBytes> {
  const fetch = guardedFetch(options);
  return async (url, signal) => {
    const { status, bytes, mediaType } = await fetch(url, { mediaTypes, signal });
    if (status < 200 || status > 299) {
      const message = `${url.origin} answered with the status ${status}.`;
      throw new GuardedFetchError("status", message, "unknown");
    }
    return { bytes, ...(mediaType !== null && { mediaType }) };
  };
}
