/** An object of a document that nobody has checked; after its references were resolved it may contain itself. */
export type Raw = Readonly<Record<string, unknown>>;

/** @returns whether it is an object that is no list */
export function isRaw(value: unknown): value is Raw {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** @returns the object, or an empty one in place of anything else */
export function rawOf(value: unknown): Raw {
  return isRaw(value) ? value : {};
}

/** @returns the text, or `""` in place of anything else */
export function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** @returns the objects of a list */
export function rawsOf(value: unknown): readonly Raw[] {
  return Array.isArray(value) ? value.filter(isRaw) : [];
}

/** @returns the texts of a list */
export function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
}
