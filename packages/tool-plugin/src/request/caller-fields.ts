import type { JsonValue } from "@inhouse/contracts";
import { isRaw } from "../schema/raw.ts";

/**
 * @param name - a name that the model wrote
 * @param callers - names that the caller fills
 * @returns whether services may read it as one of those: in other letters, or as a part of it (`account[id]`)
 */
export function isCallers(name: string, callers: readonly string[]): boolean {
  const low = name.toLowerCase();
  return callers.some(
    (one) => low === one.toLowerCase() || low.startsWith(`${one.toLowerCase()}[`),
  );
}

/**
 * @param value - what the model wrote
 * @param callers - names that the caller fills
 * @returns it without the members that stand in the place of those
 */
export function withoutCallers(value: JsonValue, callers: readonly string[]): JsonValue {
  if (callers.length === 0 || !isRaw(value)) return value;
  const members = Object.entries(value as Record<string, JsonValue>);
  return Object.fromEntries(members.filter(([name]) => !isCallers(name, callers)));
}

/**
 * @param value - the body that the model wrote; undefined: none
 * @param filled - what the caller fills of it
 * @param callers - the names of all fields that are the caller's to fill
 * @returns the body with what the caller fills, and without what the model wrote in its place
 */
export function withCallerFields(
  value: JsonValue | undefined,
  filled: Readonly<Record<string, JsonValue>>,
  callers: readonly string[],
): JsonValue | undefined {
  const own = value === undefined ? undefined : withoutCallers(value, callers);
  if (Object.keys(filled).length === 0) return own;
  return isRaw(own) ? { ...(own as Record<string, JsonValue>), ...filled } : { ...filled };
}
