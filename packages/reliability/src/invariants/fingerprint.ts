import { createHash } from "node:crypto";

/**
 * @param value - plain JSON
 * @returns a short text that is the same for equal values, whatever the order of their keys
 */
export function fingerprint(value: unknown): string {
  return createHash("sha256").update(JSON.stringify(value, sortKeys)).digest("base64").slice(0, 12);
}

function sortKeys(_key: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
