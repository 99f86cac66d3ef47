import type { JsonObject, JsonValue } from "@inhouse/contracts";

const deepest = 64;

/**
 * What of a value survives being stored as JSON. Bytes become base64 text and URLs their address: stored as they are,
 * `JSON.stringify` would turn bytes into an object that the AI SDK later takes for something else.
 */
export function toJsonValue(value: unknown): JsonValue {
  return convert(value, 0) ?? null;
}

function convert(value: unknown, depth: number): JsonValue | undefined {
  switch (typeof value) {
    case "string":
    case "boolean":
      return value;
    case "number":
      return Number.isFinite(value) ? value : null;
    case "bigint":
      return value.toString();
    case "object":
      return value === null ? null : convertObject(value, depth);
    default:
      return undefined;
  }
}

function convertObject(value: object, depth: number): JsonValue | undefined {
  // Nothing that a provider sends nests this deep; a cycle does.
  if (depth >= deepest) return undefined;
  if (value instanceof Uint8Array) return toBase64(value);
  if (value instanceof ArrayBuffer) return toBase64(new Uint8Array(value));
  if (value instanceof URL) return value.href;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (value instanceof Error) return { name: value.name, message: value.message };
  if (Array.isArray(value)) return value.map((item) => convert(item, depth + 1) ?? null);
  const entries = Object.entries(value)
    .map(([key, item]) => [key, convert(item, depth + 1)] as const)
    .filter((entry): entry is readonly [string, JsonValue] => entry[1] !== undefined);
  return Object.fromEntries(entries);
}

/** @returns the value where it is an object, undefined otherwise */
export function jsonObject(value: JsonValue | undefined): JsonObject | undefined {
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  return isObject ? (value as JsonObject) : undefined;
}

function toBase64(bytes: Uint8Array): string {
  // In slices, because arguments of a call are limited.
  let binary = "";
  for (let at = 0; at < bytes.length; at += 8_192) {
    binary += String.fromCharCode(...bytes.subarray(at, at + 8_192));
  }
  return btoa(binary);
}
