import type { Raw } from "../schema/raw.ts";
import { isRaw, rawOf, textOf } from "../schema/raw.ts";

/** What a document says of how requests prove who sends them. */
export interface StatedSecurity {
  /** The first way that a token alone is enough for; undefined: there is none. */
  readonly auth: StatedAuth | undefined;
  /** The kinds of all its ways, for messages: `oauth2`, `mutualTLS`. */
  readonly kinds: readonly string[];
}

/** How a document says that requests prove who sends them. */
export interface StatedAuth {
  /** How the token is written. */
  readonly type: "basic" | "bearer" | "apiKey";
  /** Where it stands. */
  readonly in: "header" | "query";
  /** The name of the header or of the query's parameter. */
  readonly name: string;
  /** Whether the token is one of OAuth, which somebody has to get first, and which ends. */
  readonly isOAuth?: boolean;
}

/**
 * @param document - an OpenAPI document
 * @returns its ways; of those that a token alone is enough for, one that all its operations share before others
 */
export function statedSecurity(document: Raw): StatedSecurity {
  const schemes = rawOf(rawOf(document.components).securitySchemes);
  const global = Array.isArray(document.security) ? document.security.flatMap(namesOf) : [];
  const auth = [...global, ...Object.keys(schemes)]
    .flatMap((name) => (Object.hasOwn(schemes, name) ? readScheme(schemes[name]) : undefined) ?? [])
    .at(0);
  return { auth, kinds: [...new Set(Object.values(schemes).map(kindOf))] };
}

function kindOf(given: unknown): string {
  const { type, scheme, in: place } = rawOf(given);
  const more =
    type === "http" ? ` ${textOf(scheme)}` : type === "apiKey" ? ` in ${textOf(place)}` : "";
  return `${textOf(type)}${more}`.slice(0, 40);
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
      return { type: "bearer", ...header, isOAuth: true };
    case "apiKey": {
      const name = textOf(scheme.name);
      if (name === "" || (scheme.in !== "header" && scheme.in !== "query")) return undefined;
      return { type: "apiKey", in: scheme.in, name };
    }
    default:
      return undefined;
  }
}
