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
  if (callers.length === 0) return value;
  const isFilled = Object.keys(filled).length > 0;
  if (!isRaw(value)) return isFilled ? { ...filled } : value;
  const own = Object.entries(value as Record<string, JsonValue>);
  return { ...Object.fromEntries(own.filter(([name]) => !isCallers(name, callers))), ...filled };
}
