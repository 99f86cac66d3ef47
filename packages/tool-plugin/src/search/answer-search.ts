import type { JsonObject, ToolInvocation, ToolResult } from "@inhouse/contracts";
import type { Catalog } from "../operation/catalog.ts";
import { failed } from "../result/failed.ts";
import { briefOperation, wholeOperation } from "./describe-operation.ts";

const usualLimit = 8;
const longestAnswer = 12_000;

/** Each word is looked up by itself, and holds up everything else for as long. */
const mostWords = 20;

/**
 * @param call - a call of the functions that find operations
 * @param catalog - all operations
 * @param names - those that may be called here
 * @param kind - which of the functions it is
 * @returns what the model is told
 */
export async function answerSearch(
  call: ToolInvocation,
  catalog: Catalog,
  names: ReadonlySet<string>,
  kind: "search" | "describe",
): Promise<ToolResult> {
  const input = (call.input ?? {}) as JsonObject;
  return kind === "search" ? found(input, catalog, names) : described(input, catalog, names);
}

async function found(
  { query, limit }: JsonObject,
  catalog: Catalog,
  names: ReadonlySet<string>,
): Promise<ToolResult> {
  if (typeof query !== "string" || query.trim() === "") return failed("'query' must be a text.");
  const most =
    typeof limit === "number" ? Math.min(25, Math.max(1, Math.floor(limit))) : usualLimit;
  const exact = catalog.byName.get(query.trim());
  const search = await catalog.search();
  const words = query.slice(0, 500).split(/\s+/, mostWords).join(" ");
  // Those that may not be called are dropped afterwards, so there must be enough of the rest.
  const ranked = search(words, names.size < catalog.all.length ? 10_000 : most);
  const operations = [...new Set([...(exact ? [exact] : []), ...ranked])]
    .filter((one) => names.has(one.name))
    .slice(0, most);
  if (operations.length === 0) {
    return {
      output: "Nothing was found. Search for other words, such as the name of the thing alone.",
    };
  }
  return {
    output: within(
      operations.map(briefOperation),
      "Search again for other words, or ask for fewer.",
    ),
  };
}

function described(
  { operations }: JsonObject,
  catalog: Catalog,
  names: ReadonlySet<string>,
): ToolResult {
  const asked = (Array.isArray(operations) ? operations : [operations]).slice(0, 5);
  const known = asked.flatMap((name) => {
    const operation = typeof name === "string" ? catalog.byName.get(name) : undefined;
    return operation !== undefined && names.has(operation.name) ? [operation] : [];
  });
  if (known.length === 0) {
    return failed(
      `There is no such operation. Find its name with ${catalog.functions.search.name}.`,
    );
  }
  return { output: within(known.map(wholeOperation), "Ask for fewer at once.") };
}

function within(parts: readonly string[], advice: string): string {
  const kept: string[] = [];
  let length = 0;
  for (const part of parts) {
    length += part.length;
    if (length > longestAnswer && kept.length > 0)
      return [...kept, `[More is left out. ${advice}]`].join("\n\n");
    kept.push(part.slice(0, longestAnswer));
  }
  return kept.join("\n\n");
}
