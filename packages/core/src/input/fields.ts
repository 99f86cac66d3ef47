import * as v from "valibot";
import type { Schema } from "./schema.ts";

/**
 * An object with these fields and no others. A field that is undefined counts as absent, as in JSON; only own fields count;
 * arrays, maps, promises and other objects that merely look like one are refused.
 *
 * @param entries - the fields
 */
export function fields<const Entries extends v.ObjectEntries>(
  entries: Entries,
): Schema<v.InferOutput<v.ObjectSchema<Entries, undefined>>> {
  const names = Object.keys(entries);
  const required = names.filter((name) => entries[name]?.type !== "exact_optional");
  return v.pipe(
    v.unknown(),
    v.rawTransform(({ dataset, addIssue, NEVER }) => {
      const own = ownFields(dataset.value);
      if (own === undefined) {
        addIssue({ message: "an object" });
        return NEVER;
      }
      const unknown = Object.keys(own).find((name) => !Object.hasOwn(entries, name));
      if (unknown !== undefined) {
        const value = own[unknown];
        addIssue({ message: noSuchField(unknown, names), input: value, path: [at(own, unknown)] });
        return NEVER;
      }
      // What is missing is judged by its own schema, which says what it should be.
      for (const name of required) if (!(name in own)) own[name] = undefined;
      return own;
    }),
    v.object(entries),
  );
}

/** @returns a copy of an object's own fields without those that are undefined; undefined: it is no object with fields */
export function ownFields(value: unknown): Record<string, unknown> | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  if (Object.prototype.toString.call(value) !== "[object Object]") return undefined;
  const own: Record<string, unknown> = Object.create(null);
  for (const name of Object.keys(value)) {
    const field = (value as Readonly<Record<string, unknown>>)[name];
    if (field !== undefined) own[name] = field;
  }
  return own;
}

/** @returns the way to a field of an object, as valibot's issues have it */
export function at(input: Record<string, unknown>, key: string): v.IssuePathItem {
  return { type: "object", origin: "value", input, key, value: input[key] };
}

function noSuchField(name: string, names: readonly string[]): string {
  const meant = names.find((one) => simplified(one) === simplified(name));
  const hint = meant === undefined ? "" : ` (is '${meant}' meant?)`;
  return `left out: there is no such field${hint}`;
}

/** Other libraries write the same words in snake case. */
function simplified(name: string): string {
  return name.slice(0, 64).replace(/[_-]/g, "").toLowerCase();
}
