const shownCharacters = 60;

/**
 * @param value - anything, hostile things included
 * @returns what it is, short enough for a message,
 */
export function describe(value: unknown): string {
  try {
    return described(value);
  } catch {
    // A proxy may answer the simplest question with an exception.
    return "an object that throws";
  }
}

function described(value: unknown): string {
  switch (typeof value) {
    case "undefined":
      return "missing";
    case "string":
      return describeText(value);
    case "number":
    case "boolean":
      return String(value);
    case "object":
      return value === null ? "null" : describeObject(value);
    default:
      return `a ${typeof value}`;
  }
}

function describeText(text: string): string {
  if (text.length > shownCharacters) return `a string of ${text.length} characters`;
  // Control characters would break the line of a log that the message is written to.
  const shown = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"');
  return `'${shown}'`;
}

function describeObject(value: object): string {
  if (Array.isArray(value)) return counted("array", value.length, "item");
  const tag = Object.prototype.toString.call(value).slice(8, -1);
  if (tag !== "Object")
    return `${/^[AEIO]/.test(tag) ? "an" : "a"} ${tag.slice(0, shownCharacters)}`;
  if (!isPlainObject(value)) return "an instance of a class";
  return counted("object", Object.keys(value).length, "field");
}

function counted(whole: string, count: number, part: string): string {
  if (count === 0) return `an empty ${whole}`;
  return `an ${whole} with ${count} ${part}${count === 1 ? "" : "s"}`;
}

/** @returns whether it is an object as JSON has them, made in whatever realm */
export function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
