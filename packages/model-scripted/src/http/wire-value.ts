/** An object as JSON brings it, of which nothing is known yet. */
export type WireObject = { readonly [key: string]: unknown };

export function wireObject(value: unknown): WireObject {
  return typeof value === "object" && value !== null ? (value as WireObject) : {};
}

export function wireList(value: unknown): readonly WireObject[] {
  return Array.isArray(value) ? value.map(wireObject) : [];
}

export function wireText(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** The arguments of a call: parsed, or as they are where they are no JSON. */
export function wireArguments(value: unknown): unknown {
  try {
    return JSON.parse(wireText(value));
  } catch {
    return value;
  }
}
