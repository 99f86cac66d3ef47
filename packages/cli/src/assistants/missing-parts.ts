import { InvalidInputError } from "@inhouse/contracts";
import type { ImportAssistant } from "@inhouse/core";

/** What is said of the parts that a document misses. */
export interface MissingAnswers {
  /** What belongs where, parsed as JSON; undefined: nothing is said. */
  readonly given: unknown;
  /** Whether to go without all of them. */
  readonly skip: boolean;
}

/**
 * @param document - a document, which may be anything
 * @param answers - what is said of what it misses
 * @returns the option `missing` of `importAssistant`, which checks it
 * @throws InvalidInputError that names all that is missing, if nothing is said of it
 */
export function missingParts(
  document: unknown,
  { given, skip }: MissingAnswers,
): ImportAssistant["missing"] {
  if (given !== undefined) return given as ImportAssistant["missing"];
  const parts = partsOf(document);
  if (skip) return Object.fromEntries(parts.map(({ at }) => [at, null]));
  if (parts.length === 0) return {};
  const told = parts.slice(0, longestList).map(describePart);
  const more = parts.length > told.length ? `, and ${parts.length - told.length} more` : "";
  throw new InvalidInputError({
    param: "--missing",
    expected: `a JSON file like {"${parts[0]?.at}": "…"}, which says of each of these what belongs there, or null (or give --skip-missing to go without all): ${told.join(", ")}${more}`,
    received: "missing",
  });
}

const longestList = 10;

interface Part {
  readonly at: string;
  readonly kind?: unknown;
  readonly filename?: unknown;
}

/** @returns those that can be read; what else is wrong with the document is found by the import */
function partsOf(document: unknown): readonly Part[] {
  const { missing } = (document ?? {}) as { readonly missing?: unknown };
  if (!Array.isArray(missing)) return [];
  return missing.filter((part) => typeof (part as Part | null)?.at === "string");
}

function describePart({ at, kind, filename }: Part): string {
  if (kind === "secret") return `${at} (a secret)`;
  return `${at} (the id of a file${typeof filename === "string" ? ` such as ${filename}` : ""})`;
}
