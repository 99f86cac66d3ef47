import type { JsonObject, JsonValue, ToolDefinition, ToolResources } from "@inhouse/contracts";
import { InvalidInputError } from "@inhouse/contracts";
import { isToken, tokenForm } from "../auth/resolve-auth.ts";

/** What the entry of a plug-in among the tools of an assistant or a run says. */
export interface PluginEntry {
  /** The user's token, plain or sealed; undefined: the entry has none. */
  readonly token: string | undefined;
  /** What the caller fills, by names of the wire. */
  readonly params: JsonObject;
  /** The operations that may be called; undefined: all. */
  readonly operations: readonly string[] | undefined;
}

const known: ReadonlySet<string> = new Set([
  "type",
  "auth",
  "params",
  "operations",
  "name",
  "description",
]);

/**
 * @param definition - the entry
 * @returns what it says
 * @throws InvalidInputError naming the field that is wrong; the message repeats no value
 */
export function readEntry(definition: ToolDefinition): PluginEntry {
  const entry = definition as unknown as JsonObject;
  const unknown = Object.keys(entry).find((key) => !known.has(key));
  if (unknown !== undefined) {
    throw invalid(
      unknown,
      "absent: a plug-in's entry has 'auth', 'params' and 'operations'",
      "given",
    );
  }
  return {
    token: readToken(entry.auth),
    params: readObject(entry.params, "params"),
    operations: readNames(entry.operations),
  };
}

/**
 * @param params - what the entry says
 * @param resources - what the assistant, the thread and the run say together
 * @param id - the plug-in
 * @returns what the caller fills; the resources' word is the last
 */
export function paramsOf(params: JsonObject, resources: ToolResources, id: string): JsonObject {
  const own = Object.hasOwn(resources, id) ? resources[id] : undefined;
  const more = own?.params;
  return { ...params, ...(isObject(more) ? more : {}) };
}

/** @returns the entry with another token in the place of its own */
export function withToken(definition: ToolDefinition, token: string): ToolDefinition {
  const { auth } = definition as unknown as { readonly auth: JsonObject };
  const key = "user_token" in auth ? "user_token" : "userToken";
  return { ...definition, auth: { ...auth, [key]: token } } as ToolDefinition;
}

/** `{ userToken }`, or as DashScope's clients write it: `{ type: "user_http", user_token }`. */
function readToken(auth: JsonValue | undefined): string | undefined {
  if (auth === undefined || auth === null) return undefined;
  if (!isObject(auth)) throw invalid("auth", "an object with the user's token", typeof auth);
  const isWire = "user_token" in auth;
  const param = isWire ? "auth.user_token" : "auth.userToken";
  const token = isWire ? auth.user_token : auth.userToken;
  if (isToken(token)) return token;
  throw invalid(param, tokenForm, token === undefined ? "missing" : "something else");
}

function readObject(value: JsonValue | undefined, param: string): JsonObject {
  if (value === undefined || value === null) return {};
  if (isObject(value)) return value;
  throw invalid(param, "an object of values by the names of parameters", typeof value);
}

function readNames(value: JsonValue | undefined): readonly string[] | undefined {
  if (value === undefined || value === null) return undefined;
  const isList = Array.isArray(value) && value.length > 0;
  if (isList && value.every((one): one is string => typeof one === "string")) return value;
  throw invalid("operations", "a list of names of operations, not empty", typeof value);
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function invalid(param: string, expected: string, received: string): InvalidInputError {
  return new InvalidInputError({ param, expected, received });
}
