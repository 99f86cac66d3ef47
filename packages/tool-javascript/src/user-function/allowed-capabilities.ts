import { InvalidInputError } from "@inhouse/contracts";

/** The most that functions may ask for. What is absent, none may ask for. */
export interface AllowedCapabilities {
  /** Requests over the network. */
  readonly fetch?: AllowedFetch;
  /** Whether a function may keep values for its thread. */
  readonly storage?: boolean;
  /** Whether a function may read the files of its thread; `write`: and make some. */
  readonly files?: "read" | "write";
  /** Whether a function may call other tools of the run: all that it names, or those of this list. */
  readonly tools?: boolean | readonly string[];
}

/** The requests that functions may send. */
export interface AllowedFetch {
  /** The origins that a function may name. `any`: every public one, on port 80 or 443. */
  readonly origins: readonly string[] | "any";
  /** The methods that a function may name, in capitals. Default: `GET` and `HEAD`. */
  readonly methods?: readonly string[];
}

/** The same, with nothing left open. */
export interface CapabilityRules {
  readonly fetch: Required<AllowedFetch> | null;
  readonly storage: boolean;
  readonly files: "read" | "write" | null;
  readonly tools: boolean | readonly string[];
}

const knownMethods: readonly string[] = [
  "GET",
  "HEAD",
  "POST",
  "PUT",
  "PATCH",
  "DELETE",
  "OPTIONS",
];

/** @returns whether it is a method in capitals */
export function isMethod(value: unknown): value is string {
  return typeof value === "string" && knownMethods.includes(value);
}

/** @returns whether it is the origin of an address, as `https://api.example.com` */
export function isOrigin(value: unknown): value is string {
  const url = typeof value === "string" ? URL.parse(value) : null;
  return url !== null && /^https?:$/.test(url.protocol) && url.origin === value;
}

/**
 * @param allow - what functions may ask for; absent: nothing
 * @returns the same, with nothing left open
 * @throws InvalidInputError naming the option that is wrong
 */
export function resolveAllowed(allow: AllowedCapabilities = {}): CapabilityRules {
  const known = ["fetch", "storage", "files", "tools"];
  const unknown = Object.keys(allow).find((key) => !known.includes(key));
  if (unknown !== undefined) throw wrong(unknown, `one of ${known.join(", ")}`, "unknown");
  const { storage = false, files = null, tools = false } = allow;
  if (typeof storage !== "boolean") throw wrong("storage", "a boolean", storage);
  if (files !== null && files !== "read" && files !== "write") {
    throw wrong("files", "'read' or 'write'", files);
  }
  if (typeof tools !== "boolean" && !isList(tools, (name) => typeof name === "string")) {
    throw wrong("tools", "a boolean, or a list of names", tools);
  }
  return { fetch: resolveFetch(allow.fetch), storage, files, tools };
}

function resolveFetch(allowed: AllowedFetch | undefined): Required<AllowedFetch> | null {
  if (allowed === undefined) return null;
  const { origins, methods = ["GET", "HEAD"] } = allowed;
  if (origins !== "any" && !isList(origins, isOrigin)) {
    const expected = "'any', or a list of origins such as 'https://api.example.com'";
    throw wrong("fetch.origins", expected, origins);
  }
  if (!isList(methods, isMethod)) {
    throw wrong("fetch.methods", "a list of methods in capitals", methods);
  }
  return { origins, methods };
}

function isList(value: unknown, isItem: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(isItem);
}

function wrong(field: string, expected: string, value: unknown): InvalidInputError {
  const received = typeof value === "string" ? value.slice(0, 100) : typeof value;
  return new InvalidInputError({ param: `allow.${field}`, expected, received });
}
