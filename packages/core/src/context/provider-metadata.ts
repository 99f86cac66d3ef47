import type { JsonObject, JsonValue } from "@inhouse/contracts";

/**
 * What of a call's metadata outlives its turn's other state: Gemini refuses a function call that comes back without its
 * signature, and nobody minds it. Item ids, encrypted content and the rest are void once the turn does not go back whole.
 *
 * @param metadata - by provider name, as the AI SDK gave it
 * @returns the signatures alone; undefined: there are none
 */
export function keepCallSignatures(metadata: JsonValue | undefined): JsonValue | undefined {
  if (!isObject(metadata)) return undefined;
  const kept: [string, JsonValue][] = [];
  for (const [provider, values] of Object.entries(metadata)) {
    if (!isObject(values)) continue;
    const signature = values.thoughtSignature;
    if (signature !== undefined) kept.push([provider, { thoughtSignature: signature }]);
  }
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}

/** @returns an object to spread: the property, or nothing */
export function metadataProperty(metadata: JsonValue | undefined): {
  readonly providerMetadata?: JsonValue;
} {
  return metadata === undefined ? {} : { providerMetadata: metadata };
}

/** @returns whether the value is a JSON object */
export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
