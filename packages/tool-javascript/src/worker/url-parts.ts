const settable = [
  "href",
  "protocol",
  "username",
  "password",
  "host",
  "hostname",
  "port",
  "pathname",
  "search",
  "hash",
] as const;

const isText = (value: unknown): value is string => typeof value === "string";

/**
 * Takes a URL apart for code that has no `URL` of its own.
 *
 * @param request - JSON of the code: URL, base or null, and maybe the name and value of one part to change
 * @returns JSON of its parts, or undefined if it is no URL
 */
export function urlParts(request: string): string | undefined {
  try {
    const [href, base, name, value] = JSON.parse(request) as unknown[];
    if (!isText(href)) return undefined;
    const url = isText(base) ? new URL(href, base) : new URL(href);
    const part = settable.find((candidate) => candidate === name);
    if (part !== undefined && isText(value)) url[part] = value;
    const { origin } = url;
    return JSON.stringify({
      origin,
      ...Object.fromEntries(settable.map((key) => [key, url[key]])),
    });
  } catch {
    return undefined;
  }
}
