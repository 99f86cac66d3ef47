import type { ProviderOptions, ToolResources } from "@inhouse/contracts";
import * as v from "valibot";
import { at, ownFields } from "./fields.ts";
import { jsonObjects } from "./plain-json.ts";
import type { Schema } from "./schema.ts";

export { metadata } from "./metadata.ts";

/** A string of at most so many characters. */
export function text(maximum: number): Schema<string> {
  return v.pipe(v.string(), v.maxLength(maximum, `a string of at most ${maximum} characters`));
}

const maxShort = 256;
const shortText = `a string of 1 to ${maxShort} characters`;

/** A string that is not empty, and short enough to stand in messages: an id, a model's name. */
export const nonEmpty: Schema<string> = v.pipe(
  v.string(shortText),
  v.nonEmpty(shortText),
  v.maxLength(maxShort, shortText),
);

/** What an id may look like. Whether there is such an object is for the storage to say. */
export const id: Schema<string> = v.pipe(
  v.string("an id"),
  v.regex(/^[A-Za-z0-9_-]{1,128}$/, "an id"),
);

/** A whole number from `minimum` on. */
export function integer(
  minimum: number,
  maximum: number = Number.MAX_SAFE_INTEGER,
): Schema<number> {
  const range =
    maximum === Number.MAX_SAFE_INTEGER
      ? `a whole number of at least ${minimum}`
      : `a whole number from ${minimum} to ${maximum}`;
  return v.pipe(
    v.number(range),
    v.safeInteger(range),
    v.minValue(minimum, range),
    v.maxValue(maximum, range),
  );
}

/** A number within bounds, these included. */
export function within(minimum: number, maximum: number): Schema<number> {
  const range = `a number from ${minimum} to ${maximum}`;
  return v.pipe(v.number(range), v.minValue(minimum, range), v.maxValue(maximum, range));
}

/** One of these strings. */
export function oneOf<const Option extends string>(options: readonly Option[]): Schema<Option> {
  return v.picklist(options, `one of ${options.map((option) => `'${option}'`).join(", ")}`);
}

/** An array of at most so many items. */
export function listOf<Item>(item: Schema<Item>, maximum: number, noun: string): Schema<Item[]> {
  const message = `an array of at most ${maximum} ${noun}`;
  // The length is judged first: nobody waits for a million items to be parsed that are refused anyway.
  return v.pipe(
    v.unknown(),
    v.check((value) => !Array.isArray(value) || value.length <= maximum, message),
    v.array(item),
  );
}

/**
 * An object whose field `type` says what else it holds.
 *
 * @param schemas - the schema for each type
 */
export function byType<Output>(schemas: Readonly<Record<string, Schema<Output>>>): Schema<Output> {
  const types = Object.keys(schemas).map((type) => `'${type}'`);
  const refused: Schema<Output> = v.pipe(
    v.unknown(),
    v.rawTransform(({ dataset, addIssue, NEVER }) => {
      const own = ownFields(dataset.value);
      if (own === undefined) addIssue({ message: "an object" });
      else {
        const message = `one of ${types.join(", ")}`;
        addIssue({ message, input: own.type, path: [at(own, "type")] });
      }
      return NEVER;
    }),
  );
  return v.lazy((input) => {
    const type = ownFields(input)?.type;
    const known = typeof type === "string" && Object.hasOwn(schemas, type);
    return (known ? schemas[type] : undefined) ?? refused;
  });
}

/** Options for providers, by provider name. */
export const providerOptions: Schema<ProviderOptions> = jsonObjects;

/** What tools may use, by tool type; null: nothing. */
export const toolResources: Schema<ToolResources> = jsonObjects;
