import type { JsonValue } from "@inhouse/contracts";

/** How much is kept of lists and of texts, from much to little. */
const steps: readonly (readonly [items: number, characters: number, depth: number])[] = [
  [200, 4_000, 12],
  [100, 1_500, 10],
  [50, 800, 8],
  [25, 400, 7],
  [12, 200, 6],
  [6, 120, 5],
  [3, 80, 4],
];

/** A value that was made to fit. */
export interface FittedJson {
  /** It as JSON. */
  readonly text: string;
  /** Whether something was left out. */
  readonly isCut: boolean;
}

/**
 * Says a value within a budget: whole if it fits, and else with fewer items of each list and shorter texts, so that its form
 * stays what it was. What is left out is counted where it was.
 *
 * @param value - the value
 * @param characters - the budget
 */
export function fitJson(value: JsonValue, characters: number): FittedJson {
  const whole = JSON.stringify(value);
  if (whole.length <= characters) return { text: whole, isCut: false };
  for (const [items, texts, depth] of steps) {
    const text = JSON.stringify(pruned(value, items, texts, depth));
    if (text.length <= characters) return { text, isCut: true };
  }
  return { text: whole.slice(0, characters), isCut: true };
}

function pruned(value: JsonValue, items: number, texts: number, depth: number): JsonValue {
  if (typeof value === "string") {
    return value.length <= texts ? value : `${value.slice(0, texts)}… (${value.length} characters)`;
  }
  if (typeof value !== "object" || value === null) return value;
  if (depth === 0) return Array.isArray(value) ? `(${value.length} items)` : "(an object)";
  if (Array.isArray(value)) {
    const kept = value.slice(0, items).map((one) => pruned(one, items, texts, depth - 1));
    return value.length <= items ? kept : [...kept, `(${value.length - items} more items)`];
  }
  const members = Object.entries(value);
  const most = items * 4;
  const kept = members
    .slice(0, most)
    .map(([key, one]) => [key, pruned(one, items, texts, depth - 1)] as const);
  const more: readonly (readonly [string, JsonValue])[] =
    members.length <= most ? [] : [["…", `(${members.length - most} more members)`]];
  return Object.fromEntries([...kept, ...more]);
}
