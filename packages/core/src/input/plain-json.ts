import type { JsonObject, JsonValue } from "@inhouse/contracts";
import * as v from "valibot";
import { isPlainObject } from "./describe.ts";
import type { Schema } from "./schema.ts";

const maxDepth = 64;
const maxCharacters = 1_000_000;
/** As many as the tools of one assistant may have together. */
const maxDocumentCharacters = 150_000_000;

/** Why a value is no plain JSON, and where. */
class JsonProblem extends Error {
  readonly value: unknown;
  readonly keys: (string | number)[] = [];

  constructor(expected: string, value: unknown) {
    super(expected);
    this.value = value;
  }
}

/**
 * An object of plain JSON: no functions, dates, classes or cycles, at most 64 deep and about a million characters long. What
 * comes out is a copy, because the caller's own object may change later, and what is stored may not.
 */
export const jsonObject: Schema<JsonObject> = copying((value) =>
  copyObject(value, budgetOf(maxCharacters), []),
);

/** The same for a document that holds many such objects, each of which is looked at again. */
export const jsonDocument: Schema<JsonObject> = copying((value) =>
  copyObject(value, budgetOf(maxDocumentCharacters), []),
);

/** Any plain JSON, within the same bounds. */
export const jsonValue: Schema<JsonValue> = copying((value) =>
  copyValue(value, budgetOf(maxCharacters), []),
);

function copying<Output>(copy: (value: unknown) => Output): Schema<Output> {
  return v.pipe(
    v.unknown(),
    v.rawTransform(({ dataset, addIssue, NEVER }) => {
      try {
        return copy(dataset.value);
      } catch (problem) {
        if (!(problem instanceof JsonProblem)) throw problem;
        const [first, ...rest] = problem.keys.map(pathItem);
        const path: IssuePath | undefined = first === undefined ? undefined : [first, ...rest];
        addIssue({ message: problem.message, input: problem.value, path });
        return NEVER;
      }
    }),
  );
}

type IssuePath = [v.IssuePathItem, ...v.IssuePathItem[]];

function pathItem(key: string | number): v.IssuePathItem {
  return { type: "unknown", origin: "value", input: undefined, key, value: undefined };
}

/** How many characters may still come. Shared references are counted each time, as JSON would write them. */
interface Budget {
  readonly most: number;
  left: number;
}

function budgetOf(most: number): Budget {
  return { most, left: most };
}

function copyObject(value: unknown, budget: Budget, within: readonly object[]): JsonObject {
  if (!isPlainObject(value)) throw new JsonProblem("an object of plain JSON", value);
  const inside = enter(value, within);
  const copy: Record<string, JsonValue> = {};
  for (const key of Object.keys(value)) {
    if (key === "__proto__") throw new JsonProblem("without the key '__proto__'", value);
    const item = value[key];
    if (item === undefined) continue;
    spend(budget, key.length + 3, value);
    copy[key] = copyAt(key, item, budget, inside);
  }
  return copy;
}

function copyValue(value: unknown, budget: Budget, within: readonly object[]): JsonValue {
  if (typeof value === "string") {
    spend(budget, value.length, value);
    return value;
  }
  if (value === null || typeof value === "boolean") return value;
  if (typeof value === "number" && Number.isFinite(value)) return value;
  if (Array.isArray(value)) {
    const inside = enter(value, within);
    spend(budget, value.length, value);
    return Array.from(value, (item, index) => copyAt(index, item, budget, inside));
  }
  if (isPlainObject(value)) return copyObject(value, budget, within);
  throw new JsonProblem("plain JSON", value);
}

function copyAt(
  key: string | number,
  item: unknown,
  budget: Budget,
  within: readonly object[],
): JsonValue {
  try {
    return copyValue(item, budget, within);
  } catch (problem) {
    if (problem instanceof JsonProblem) problem.keys.unshift(key);
    throw problem;
  }
}

function enter(value: object, within: readonly object[]): readonly object[] {
  if (within.includes(value)) throw new JsonProblem("without a cycle", value);
  if (within.length >= maxDepth) {
    throw new JsonProblem(`plain JSON that is nested at most ${maxDepth} deep`, value);
  }
  return [...within, value];
}

function spend(budget: Budget, characters: number, value: unknown): void {
  budget.left -= characters;
  if (budget.left < 0) {
    throw new JsonProblem(`plain JSON of at most ${budget.most} characters in all`, value);
  }
}

/** Objects of plain JSON by name; null: none. */
export const jsonObjects: Schema<Readonly<Record<string, JsonObject>>> = v.pipe(
  v.nullable(jsonObject),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    const objects = dataset.value ?? {};
    for (const [key, value] of Object.entries(objects)) {
      if (isPlainObject(value)) continue;
      const path: v.IssuePathItem = { type: "object", origin: "value", input: objects, key, value };
      addIssue({ message: "an object", input: value, path: [path] });
      return NEVER;
    }
    return objects as Readonly<Record<string, JsonObject>>;
  }),
);
