import { InvalidInputError } from "@inhouse/contracts";
import type { StatedAuth } from "../document/security.ts";
import type { PluginAuth, ResolvedAuth } from "./plugin-auth.ts";

/**
 * @param given - what the operator says; absent: calls prove nothing
 * @param stated - what the document says; undefined: nothing
 * @returns how calls prove who sends them; null: they do not
 * @throws InvalidInputError if something is missing; the message repeats no token
 */
export function resolveAuth(
  given: PluginAuth | undefined,
  stated: StatedAuth | undefined,
): ResolvedAuth | null {
  if (given === undefined) return null;
  const type = given.type ?? stated?.type;
  if (type === undefined) {
    throw invalid(
      "type",
      "'basic', 'bearer', 'appcode' or 'apiKey', where no document says",
      "missing",
    );
  }
  const isStated = given.type === undefined || given.type === stated?.type;
  const place = given.in ?? (isStated ? stated?.in : undefined) ?? "header";
  const fromDocument = isStated && place === stated?.in ? stated.name : undefined;
  const name = given.name ?? fromDocument ?? (place === "header" ? "Authorization" : undefined);
  if (name === undefined) throw invalid("name", "the name of the query's parameter", "missing");
  if (!/^[\w!#$%&'*+.^`|~[\]-]+$/.test(name)) {
    throw invalid("name", "a name without spaces", "another text");
  }
  if (given.level === "service" && !isToken(given.token)) {
    throw invalid("token", tokenForm, given.token === undefined ? "missing" : "another text");
  }
  if (given.level === "user" && given.token !== undefined) {
    throw invalid("token", "absent, because each user has one", "given");
  }
  return { ...given, type, in: place, name };
}

/** What a token must be, for messages. */
export const tokenForm = "a token of 1 to 8,192 visible ASCII characters";

/** @returns whether it can stand in a header or a query */
export function isToken(token: unknown): token is string {
  return typeof token === "string" && /^[\x20-\x7e]{1,8192}$/.test(token) && token.trim() === token;
}

function invalid(field: string, expected: string, received: string): InvalidInputError {
  return new InvalidInputError({ param: `auth.${field}`, expected, received });
}
