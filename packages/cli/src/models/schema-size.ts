const repeated: readonly string[] = ["minItems", "minLength", "minProperties", "minContains"];

/**
 * @param schema - a JSON schema
 * @returns about how many characters the smallest value has that fits it
 */
export function schemaSize(schema: unknown): number {
  if (typeof schema !== "object" || schema === null) return 1;
  const counts = repeated.map((name) => Number((schema as Record<string, unknown>)[name]) || 0);
  const inner = Object.values(schema).reduce((sum: number, value) => sum + schemaSize(value), 1);
  return inner * Math.max(1, patternSize(schema), ...counts);
}

/** How often the counts of a pattern repeat something, as in `a{1000}`. */
function patternSize(schema: object): number {
  const { pattern } = schema as { pattern?: unknown };
  if (typeof pattern !== "string") return 1;
  const counts = [...pattern.matchAll(/\{(\d+)/g)].map(([, digits]) => Number(digits));
  return counts.reduce((product, count) => product * Math.max(1, count), 1);
}
