import type { Raw } from "../schema/raw.ts";
import { isRaw, rawOf, rawsOf, textOf } from "../schema/raw.ts";
import { invalidDocument } from "./invalid-document.ts";

/** What the operator says of servers. */
export interface ServerOptions {
  /** The base URL, in place of all that the document says. */
  readonly url: string | undefined;
  /** Values for the variables of the document's URLs. */
  readonly variables: Readonly<Record<string, string>>;
}

/**
 * @param holder - the document, a path or an operation
 * @param path - where it is, for messages
 * @param options - what the operator says
 * @returns the base URL of the first server that it names, without a slash at its end; undefined: it names none
 * @throws InvalidInputError if that is no absolute URL of http or https
 */
export function serverOf(holder: Raw, path: string, options: ServerOptions): string | undefined {
  const [server] = rawsOf(holder.servers);
  if (server === undefined) return undefined;
  const variables = rawOf(server.variables);
  const filled = textOf(server.url).replace(/\{([^{}]*)\}/g, (whole, name: string) => {
    const stated = Object.hasOwn(options.variables, name) ? options.variables[name] : undefined;
    const variable = Object.hasOwn(variables, name) ? variables[name] : undefined;
    const fallback = isRaw(variable) ? textOf(variable.default) : "";
    return stated ?? (fallback === "" ? whole : fallback);
  });
  return baseUrl(filled, `${path}servers[0].url`);
}

const longestUrl = 2_048;

/**
 * @param text - a base URL
 * @param path - where it is, for messages
 * @returns the same without a slash at its end
 * @throws InvalidInputError if it is no absolute URL of http or https, or has a user, a query or a fragment
 */
export function baseUrl(text: string, path: string): string {
  const url = URL.parse(text);
  const isUsable =
    url !== null &&
    text.length <= longestUrl &&
    /^https?:$/.test(url.protocol) &&
    `${url.username}${url.password}${url.search}${url.hash}` === "" &&
    !/[{}]|%7[bd]/i.test(url.href);
  if (!isUsable) {
    const expected = "an absolute URL of http or https; give the option 'url' where it is not";
    throw invalidDocument(path, expected, text);
  }
  return url.href.replace(/\/+$/, "");
}
