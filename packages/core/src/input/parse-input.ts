import { InvalidInputError } from "@inhouse/contracts";
import type { BaseIssue, GenericSchema, InferOutput } from "valibot";
import { getDotPath, safeParse } from "valibot";

/**
 * Parses what a caller gave, once, at the edge.
 *
 * @param schema - what it must be
 * @param input - what came
 * @param at - the path of the input within the call; absent: it is the call's input itself
 * @returns a copy of the input that holds only what the schema knows
 * @throws InvalidInputError naming the first field that is wrong
 */
export function parseInput<Schema extends GenericSchema>(
  schema: Schema,
  input: unknown,
  at = "",
): InferOutput<Schema> {
  const result = safeParse(schema, input, { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new InvalidInputError({
    param: joinPath(at, pathOf(issue)),
    expected: issue.kind === "schema" ? expectedType(issue) : issue.message,
    received: describe(issue.input),
  });
}

function pathOf(issue: BaseIssue<unknown>): string {
  const path = getDotPath(issue as Parameters<typeof getDotPath>[0]) ?? "";
  return path.replace(/\.(\d+)(?=\.|$)/g, "[$1]").replace(/^(\d+)(?=\.|$)/, "[$1]");
}

function joinPath(at: string, path: string): string {
  if (at === "" || path === "") return at + path;
  return path.startsWith("[") ? at + path : `${at}.${path}`;
}

function expectedType(issue: BaseIssue<unknown>): string {
  const { expected, received } = issue;
  if (expected === "never") return "absent: there is no such field";
  if (received === "undefined" && issue.input === undefined) {
    return expected === null ? "given" : `given, and ${named(expected)}`;
  }
  return named(expected ?? "valid");
}

function named(expected: string): string {
  const words: Record<string, string> = {
    string: "a string",
    number: "a number",
    boolean: "a boolean",
    Object: "an object",
    Array: "an array",
  };
  return words[expected] ?? expected.replaceAll('"', "'");
}

/** @returns what came, short enough for a message */
export function describe(value: unknown): string {
  if (value === undefined) return "missing";
  if (value === null) return "null";
  if (Array.isArray(value)) return `an array of ${value.length}`;
  if (typeof value === "string") {
    return value.length > 60 ? `a string of ${value.length} characters` : `'${value}'`;
  }
  if (typeof value === "object") return "an object";
  return String(value);
}
