import type { JsonObject, JsonValue, ToolInvocation } from "@inhouse/contracts";
import type { Catalog, ChosenOperations } from "./catalog.ts";
import type { Operation } from "./operation.ts";

/** What a call asks for: to find operations, to call one, or nothing that there is. */
export type Asked =
  | { readonly kind: "search" | "describe" }
  | { readonly kind: "call"; readonly operation: Operation; readonly input: JsonObject }
  | { readonly kind: "nothing"; readonly why: string };

/**
 * Says what a call is for. A name means one thing where each operation is a function of its own, and may mean another where
 * they are found by search: an operation may itself be called `search`, and must not pass for the harmless one.
 *
 * @param call - the call
 * @param catalog - all operations
 * @param chosen - those of the entry, and how they are shown
 */
export function askedFor(
  call: ToolInvocation,
  catalog: Catalog,
  { isDirect, names }: ChosenOperations,
): Asked {
  const given = (call.input ?? {}) as JsonObject;
  const { search, describe } = catalog.functions;
  if (isDirect) {
    const operation = catalog.byFunction.get(call.name);
    if (operation !== undefined && names.has(operation.name)) {
      return { kind: "call", operation, input: given };
    }
    return nothing(`There is no operation '${call.name}' here.`);
  }
  if (call.name === search.name) return { kind: "search" };
  if (call.name === describe.name) return { kind: "describe" };
  return byOperation(given, catalog, names);
}

function byOperation(given: JsonObject, catalog: Catalog, names: ReadonlySet<string>): Asked {
  const name = typeof given.operation === "string" ? given.operation : "";
  const operation = catalog.byName.get(name);
  if (operation === undefined || !names.has(name)) {
    const { search } = catalog.functions;
    return nothing(
      `There is no operation '${name.slice(0, 80)}' here. Find its name with ${search.name} first.`,
    );
  }
  // Some models write objects within arguments as text.
  const { arguments: said } = given;
  const input = typeof said === "string" ? parsed(said) : said;
  if (input === undefined || input === null) return { kind: "call", operation, input: {} };
  if (isObject(input)) return { kind: "call", operation, input };
  return nothing("'arguments' must be an object.");
}

function nothing(why: string): Asked {
  return { kind: "nothing", why };
}

function isObject(value: JsonValue): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function parsed(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return text;
  }
}
