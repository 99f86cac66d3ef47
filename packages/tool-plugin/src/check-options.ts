import { InvalidInputError } from "@inhouse/contracts";
import { safeName } from "./operation/names.ts";
import type { PluginOptions } from "./plugin-options.ts";

/** Words that mean something else where a tool's type stands. */
const takenIds: ReadonlySet<string> = new Set([
  "function",
  "code_interpreter",
  "file_search",
  "retrieval",
  "text_to_image",
  "rag",
  "mcp",
  "id",
  "type",
  "index",
  "constructor",
  "prototype",
  "__proto__",
]);

const longestPrefix = 24;

/** @throws InvalidInputError naming the first option that is wrong; the message repeats no credential */
export function checkOptions(options: PluginOptions): void {
  const { id, prefix, approval, functions, resultCharacters, headers = {} } = options;
  if (typeof id !== "string" || !/^[\w.-]{1,64}$/.test(id) || takenIds.has(id)) {
    const expected =
      "an id of 1 to 64 letters, digits, '_', '.' and '-' that is no other tool's type";
    throw invalid("id", expected, typeof id === "string" ? `'${id.slice(0, 80)}'` : typeof id);
  }
  if (prefix !== undefined && !/^[a-zA-Z0-9_-]{1,32}$/.test(prefix)) {
    throw invalid("prefix", "1 to 32 of [a-zA-Z0-9_-]", `'${String(prefix).slice(0, 80)}'`);
  }
  const isKnown = approval === undefined || ["unsafe", "all", "none"].includes(approval as string);
  if (!isKnown && typeof approval !== "function") {
    throw invalid("approval", "'unsafe', 'all', 'none' or a function", typeof approval);
  }
  if (functions !== undefined && functions !== "direct" && functions !== "search") {
    throw invalid("functions", "'direct' or 'search'", typeof functions);
  }
  if (
    resultCharacters !== undefined &&
    !(Number.isSafeInteger(resultCharacters) && resultCharacters >= 200)
  ) {
    throw invalid("resultCharacters", "a whole number of at least 200", String(resultCharacters));
  }
  for (const [name, value] of Object.entries(headers)) {
    const isHeader = isHeaderName(name) && /^[\t\x20-\x7e]*$/.test(value);
    if (!isHeader) throw invalid("headers", "names and values that a header may have", "others");
  }
  const { idempotencyHeader } = options;
  if (idempotencyHeader !== undefined && !isHeaderName(idempotencyHeader)) {
    throw invalid("idempotencyHeader", "a name that a header may have", "another text");
  }
}

function isHeaderName(name: unknown): boolean {
  return typeof name === "string" && /^[\w!#$%&'*+.^`|~-]+$/.test(name);
}

/** @returns what the names of a plug-in's functions begin with */
export function prefixOf({ id, prefix }: PluginOptions): string {
  return prefix ?? safeName(id).slice(0, longestPrefix);
}

function invalid(param: string, expected: string, received: string): InvalidInputError {
  return new InvalidInputError({ param, expected, received });
}
