import { GuardedFetchError, InvalidInputError } from "@inhouse/contracts";

/** Where requests may go. */
export interface OriginRules {
  /** The origins that may be called; null: every one with a public address, on the usual ports. */
  readonly listed: ReadonlySet<string> | null;
  /** The origins whose host may have a private address. */
  readonly privates: ReadonlySet<string>;
}

/**
 * @param origins - the origins that may be called, or `any`
 * @param privates - the origins whose host may have a private address
 * @returns the rules
 * @throws InvalidInputError if something is no origin of the form `https://host:port`
 */
export function originRules(
  origins: readonly string[] | "any",
  privates: readonly string[],
): OriginRules {
  return {
    listed: origins === "any" ? null : originSet(origins, "origins"),
    privates: originSet(privates, "allowPrivateAddresses"),
  };
}

function originSet(origins: readonly string[], param: string): ReadonlySet<string> {
  for (const [index, origin] of origins.entries()) {
    const url = URL.parse(origin);
    if (url !== null && /^https?:$/.test(url.protocol) && url.origin === origin) continue;
    throw new InvalidInputError({
      param: `${param}[${index}]`,
      expected: "an origin, such as 'https://api.example.com', without a path",
      received: url === null ? "no URL" : `a URL of the origin '${url.origin}'`,
    });
  }
  return new Set(origins);
}

/**
 * @param url - where a request wants to go
 * @param rules - where requests may go
 * @throws GuardedFetchError if it may not go there
 */
export function checkOrigin(url: URL, { listed, privates }: OriginRules): void {
  if (!/^https?:$/.test(url.protocol)) throw refusal("url", "only http and https are sent");
  if (url.username !== "" || url.password !== "") {
    throw refusal("url", "its address must not have a user name or a password");
  }
  const allowed =
    listed === null ? url.port === "" || privates.has(url.origin) : listed.has(url.origin);
  if (allowed) return;
  const what = listed === null ? "uses a port of its own" : "is not among the allowed origins";
  throw refusal("origin", `${url.origin} ${what}`);
}

function refusal(reason: "url" | "origin", why: string): GuardedFetchError {
  return new GuardedFetchError(reason, `The request was not sent: ${why}.`, "no");
}
