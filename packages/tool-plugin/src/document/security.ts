import type { Raw } from "../schema/raw.ts";
import { isRaw, rawOf, textOf } from "../schema/raw.ts";

/** How a document says that requests prove who sends them. */
export interface StatedAuth {
  /** How the token is written. */
  readonly type: "basic" | "bearer" | "apiKey";
  /** Where it stands. */
  readonly in: "header" | "query";
  /** The name of the header or of the query's parameter. */
  readonly name: string;
}

/**
 * @param document - an OpenAPI document
 * @returns the first of its ways that a token alone is enough for, those that all its operations share before others; undefined:
 *   it has none
 */
export function statedAuth(document: Raw): StatedAuth | undefined {
  const schemes = rawOf(rawOf(document.components).securitySchemes);
  const global = Array.isArray(document.security) ? document.security.flatMap(namesOf) : [];
  return [...global, ...Object.keys(schemes)]
    .flatMap((name) => (Object.hasOwn(schemes, name) ? readScheme(schemes[name]) : undefined) ?? [])
    .at(0);
}

function namesOf(requirement: unknown): readonly string[] {
  return isRaw(requirement) ? Object.keys(requirement) : [];
}

function readScheme(given: unknown): StatedAuth | undefined {
  const scheme = rawOf(given);
  const header = { in: "header", name: "Authorization" } as const;
  switch (scheme.type) {
    case "http": {
      const kind = textOf(scheme.scheme).toLowerCase();
      return kind === "basic" || kind === "bearer" ? { type: kind, ...header } : undefined;
    }
    case "oauth2":
    case "openIdConnect":
      return { type: "bearer", ...header };
    case "apiKey": {
      const name = textOf(scheme.name);
      if (name === "" || (scheme.in !== "header" && scheme.in !== "query")) return undefined;
      return { type: "apiKey", in: scheme.in, name };
    }
    default:
      return undefined;
  }
}
