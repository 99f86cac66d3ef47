import type { ToolFunction } from "@inhouse/contracts";
import { InvalidInputError } from "@inhouse/contracts";
import { functionDescription } from "../search/describe-operation.ts";
import type { SearchFunctions } from "../search/search-functions.ts";
import { searchFunctions } from "../search/search-functions.ts";
import type { OperationSearch } from "../search/search-operations.ts";
import { searchOperations } from "../search/search-operations.ts";
import { argumentsSchema } from "./arguments-schema.ts";
import { uniqueNames } from "./names.ts";
import type { Operation } from "./operation.ts";

/** More functions are more than providers take, and more than models tell apart. */
const mostFunctions = 64;

/** About 5,000 tokens: what the whole catalog may cost in every prompt. */
const mostCharacters = 24_000;

/** The operations of a plug-in, and the functions that stand for them. */
export interface Catalog {
  /** All operations, in the document's order. */
  readonly all: readonly Operation[];
  /** The operations by their own names. */
  readonly byName: ReadonlyMap<string, Operation>;
  /** The operations by the names of the functions that each would be. */
  readonly byFunction: ReadonlyMap<string, Operation>;
  /** The functions through which operations are found. */
  readonly functions: SearchFunctions;
  /** @returns the function that an operation is by itself */
  functionOf(operation: Operation): ToolFunction;
  /** @returns the search over all operations, built on first use */
  search(): Promise<OperationSearch>;
  /** What the operator said of how they are shown; undefined: what fits. */
  readonly mode: "direct" | "search" | undefined;
}

/**
 * @param operations - the operations
 * @param prefix - what names of functions begin with
 * @param service - what the service is, for the model
 * @param mode - how they are shown; undefined: as fits
 */
export function createCatalog(
  operations: readonly Operation[],
  prefix: string,
  service: string,
  mode: Catalog["mode"],
): Catalog {
  const names = uniqueNames(
    operations.map(({ name, method, path }) => ({
      name: `${prefix}_${name}`,
      key: `${method} ${path}`,
    })),
  );
  const byFunction = new Map(operations.map((one, index) => [names[index] ?? "", one] as const));
  const functionNames = new Map([...byFunction].map(([name, one]) => [one, name] as const));
  const made = new Map<Operation, ToolFunction>();
  let search: Promise<OperationSearch> | undefined;
  return {
    all: operations,
    byName: new Map(operations.map((one) => [one.name, one])),
    byFunction,
    functions: searchFunctions(prefix, service, operations.length),
    mode,
    functionOf(operation) {
      const known = made.get(operation);
      if (known !== undefined) return known;
      const name = functionNames.get(operation) ?? operation.name;
      const description = functionDescription(operation);
      const described = { name, description, parameters: argumentsSchema(operation) };
      made.set(operation, described);
      return described;
    },
    search() {
      search ??= searchOperations(operations);
      return search;
    },
  };
}

/** The operations that an entry may use. */
export interface ChosenOperations {
  /** Whether each is a function of its own. */
  readonly isDirect: boolean;
  /** Their names. */
  readonly names: ReadonlySet<string>;
}

/**
 * @param catalog - all operations
 * @param wanted - names of those that an entry may use; undefined: all
 * @returns those, and whether each is a function of its own
 * @throws InvalidInputError if there is no operation of a name
 */
export function chosenOperations(
  catalog: Catalog,
  wanted: readonly string[] | undefined,
): ChosenOperations {
  const missing = wanted?.findIndex((name) => !catalog.byName.has(name)) ?? -1;
  if (wanted !== undefined && missing >= 0) {
    throw new InvalidInputError({
      param: `operations[${missing}]`,
      expected: "the name of an operation of this plug-in",
      received: `'${(wanted[missing] ?? "").slice(0, 80)}'`,
    });
  }
  const names = new Set(wanted ?? catalog.byName.keys());
  return { isDirect: isDirect(catalog, names), names };
}

function isDirect(catalog: Catalog, names: ReadonlySet<string>): boolean {
  if (catalog.mode !== undefined) return catalog.mode === "direct";
  if (names.size > mostFunctions) return false;
  let characters = 0;
  for (const name of names) {
    const operation = catalog.byName.get(name);
    if (operation !== undefined) characters += JSON.stringify(catalog.functionOf(operation)).length;
    if (characters > mostCharacters) return false;
  }
  return true;
}
