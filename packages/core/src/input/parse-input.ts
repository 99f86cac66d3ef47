import { InvalidInputError } from "@inhouse/contracts";
import type { BaseIssue, InferOutput } from "valibot";
import { safeParse } from "valibot";
import { describe } from "./describe.ts";
import { fieldPath } from "./field-path.ts";
import { ownFields } from "./fields.ts";
import type { Schema } from "./schema.ts";

/**
 * Parses what a caller gave, once, at the edge.
 *
 * @param schema - what it must be, an object
 * @param input - what came
 * @returns a copy of the input that holds only what the schema knows
 * @throws InvalidInputError naming the first field that is wrong
 */
export function parseInput<Output>(schema: Schema<Output>, input: unknown): Output {
  try {
    const fields = ownFields(input);
    if (fields === undefined) throw refusal("", "an object", input);
    const result = safeParse(schema, fields, { abortEarly: true });
    if (result.success) return result.output;
    throw issueRefusal(result.issues[0]);
  } catch (error) {
    if (error instanceof InvalidInputError) throw error;
    // A getter or a proxy of the caller's may throw whatever it likes.
    const details = { param: "", expected: "readable", received: "an object that throws" };
    throw new InvalidInputError(details, { cause: error });
  }
}

/**
 * @param schema - what it must be
 * @param value - what came as an argument of its own
 * @param name - the argument's name
 * @throws InvalidInputError if it is wrong
 */
export function parseArgument<S extends Schema<unknown>>(
  schema: S,
  value: unknown,
  name: string,
): InferOutput<S> {
  const result = safeParse(schema, value, { abortEarly: true });
  if (result.success) return result.output;
  throw refusal(name, expectedOf(result.issues[0]), value);
}

function refusal(param: string, expected: string, value: unknown): InvalidInputError {
  return new InvalidInputError({ param, expected, received: describe(value) });
}

function issueRefusal(issue: BaseIssue<unknown>): InvalidInputError {
  const keys = (issue.path ?? []).map(({ key }) => (typeof key === "number" ? key : String(key)));
  // Of a field that nobody knows, valibot tells the name instead of the value.
  const value = issue.expected === "never" ? issue.path?.at(-1)?.value : issue.input;
  return refusal(fieldPath(keys), expectedOf(issue), value);
}

const typeNames: Readonly<Record<string, string>> = {
  string: "a string",
  number: "a number",
  boolean: "a boolean",
  Object: "an object",
  Array: "an array",
  never: "left out: there is no such field",
};

/** Our own messages say what is expected; valibot's begin with this word, and carry it apart. */
function expectedOf({ type, message, expected, input }: BaseIssue<unknown>): string {
  if (!message.startsWith("Invalid ")) return message;
  if (expected === null) return "valid";
  if (type === "picklist")
    return `one of ${expected.replace(/[()]/g, "").replaceAll(" | ", ", ")}`.replaceAll('"', "'");
  return typeNames[expected] ?? (input === undefined ? "given" : expected.replaceAll('"', "'"));
}
