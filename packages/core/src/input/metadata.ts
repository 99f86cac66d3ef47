import type { Metadata } from "@inhouse/contracts";
import * as v from "valibot";
import { isPlainObject } from "./describe.ts";
import { at } from "./fields.ts";
import type { Schema } from "./schema.ts";

const maxPairs = 16;
const maxKey = 64;
const maxValue = 512;

/** Pairs of strings; null: none. */
export const metadata: Schema<Metadata> = v.pipe(
  v.unknown(),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    const input = dataset.value === null ? {} : dataset.value;
    if (!isPlainObject(input)) {
      addIssue({ message: "an object of strings" });
      return NEVER;
    }
    const pairs: Record<string, string> = {};
    const keys = Object.keys(input).filter((key) => input[key] !== undefined);
    if (keys.length > maxPairs) {
      addIssue({ message: `an object of at most ${maxPairs} pairs` });
      return NEVER;
    }
    for (const key of keys) {
      const value = input[key];
      const problem = pairProblem(key, value);
      if (problem !== undefined) {
        addIssue({ message: problem, input: value, path: [at(input, key)] });
        return NEVER;
      }
      pairs[key] = value as string;
    }
    return pairs;
  }),
);

function pairProblem(key: string, value: unknown): string | undefined {
  if (key === "__proto__") return "left out: no key may have this name";
  if (key.length > maxKey) return `left out: a key may have at most ${maxKey} characters`;
  if (typeof value === "string" && value.length <= maxValue) return undefined;
  return typeof value === "string" ? `a string of at most ${maxValue} characters` : "a string";
}
