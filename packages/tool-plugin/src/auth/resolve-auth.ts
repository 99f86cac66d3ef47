import { InvalidInputError } from "@inhouse/contracts";
import type { StatedAuth } from "../document/security.ts";
import type { PluginAuth, ResolvedAuth } from "./plugin-auth.ts";

/**
 * @param given - what the operator says; absent: calls prove nothing
 * @param stated - what the document says; undefined: nothing that a token is enough for
 * @param kinds - the kinds of all that the document says, for messages
 * @returns how calls prove who sends them; null: they do not
 * @throws InvalidInputError if something is missing; the message repeats no token
 */
export function resolveAuth(
  given: PluginAuth | undefined,
  stated: StatedAuth | undefined,
  kinds: readonly string[] = [],
): ResolvedAuth | null {
  if (given === undefined) return null;
  const type = given.type ?? stated?.type;
  if (type === undefined) {
    const received =
      kinds.length === 0 ? "missing" : `missing, and the document knows ${kinds.join(", ")} alone`;
    throw invalid(
      "type",
      "'basic', 'bearer', 'appcode' or 'apiKey', where no document says one of them",
      received,
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
    const expected = stated?.isOAuth === true ? `${tokenForm}; ${oauthAdvice}` : tokenForm;
    throw invalid("token", expected, given.token === undefined ? "missing" : "another text");
  }
  if (given.level === "user" && given.token !== undefined) {
    throw invalid("token", "absent, because each user has one", "given");
  }
  return { ...given, type, in: place, name };
}

const oauthAdvice =
  "no flow of OAuth is run here: get an access token yourself, or, because it ends, say the level 'user' and give a 'userToken' that returns the one of the hour";

/** What a token must be, for messages. */
export const tokenForm = "a token of 1 to 8,192 visible ASCII characters";

/** @returns whether it can stand in a header or a query */
export function isToken(token: unknown): token is string {
  return typeof token === "string" && /^[\x20-\x7e]{1,8192}$/.test(token) && token.trim() === token;
}

function invalid(field: string, expected: string, received: string): InvalidInputError {
  return new InvalidInputError({ param: `auth.${field}`, expected, received });
}
