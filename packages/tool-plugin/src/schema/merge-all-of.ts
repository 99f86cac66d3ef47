import type { Raw } from "./raw.ts";
import { isRaw, rawOf, rawsOf, textsOf } from "./raw.ts";

/** How many parts one schema is put together from: more is no schema that anybody wrote, and may have no end. */
const mostParts = 64;

/**
 * @param schema - a schema
 * @returns the same without `allOf`, as far as it can be said so: the properties of all parts together, and of other keywords
 *   the last word
 */
export function mergeAllOf(schema: Raw): Raw {
  if (rawsOf(schema.allOf).length === 0) return schema;
  const parts: Raw[] = [];
  collect(schema, parts, new Set());
  const properties = parts.map((part) => rawOf(part.properties));
  const required = parts.flatMap((part) => textsOf(part.required));
  return {
    ...Object.assign(Object.create(null), ...parts),
    ...(parts.some((part) => isRaw(part.properties)) && {
      properties: Object.assign(Object.create(null), ...properties),
    }),
    ...(required.length > 0 && { required: [...new Set(required)] }),
  };
}

function collect(schema: Raw, parts: Raw[], seen: Set<Raw>): void {
  if (seen.has(schema) || parts.length >= mostParts) return;
  seen.add(schema);
  const { allOf, ...own } = schema;
  for (const part of rawsOf(allOf)) collect(part, parts, seen);
  parts.push(own);
}
