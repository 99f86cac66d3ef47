import type { Metadata } from "@inhouse/contracts";
import type { ExportedBase } from "./exported-objects.ts";

/** Where metadata keeps the id that an object had. */
export const originalIdKey = "openai_id";

const originalTimeKey = "openai_created_at";
const maxPairs = 16;

/** Metadata that remembers the original, and what had no room in it. */
export interface Remembered {
  readonly metadata: Metadata;
  readonly warnings: readonly string[];
}

/**
 * @param original - an object of the hosted API
 * @returns its metadata, with its id and the second of its creation
 */
export function remember(original: ExportedBase): Remembered {
  const { id, created_at, metadata, tool_resources } = original;
  const left = Object.keys(tool_resources ?? {}).length > 0;
  const pairs = Object.entries(metadata ?? {}).filter(
    ([key]) => key !== originalIdKey && key !== originalTimeKey,
  );
  // The id comes first: without it a second import would bring the object in again.
  const more = Object.entries({ [originalIdKey]: id, [originalTimeKey]: String(created_at) });
  const own = [...more.slice(0, 1), ...pairs].slice(0, maxPairs);
  const room = own.length < maxPairs ? more.slice(1) : [];
  const dropped = pairs.slice(maxPairs - 1).map(([key]) => key);
  return {
    metadata: Object.fromEntries([...own, ...room]),
    warnings: [
      ...(left ? [`The files and vector stores of '${id}' were not kept.`] : []),
      ...dropped.map((key) => `The metadata of '${id}' had no room for '${key}'.`),
    ],
  };
}
