import type { Assistant, JsonValue } from "@inhouse/contracts";

/** The form of document that this version writes and reads. */
export const documentFormat = "inhouse-assistant/1";

/** An assistant with its tools as one JSON document. It holds no secret, and no content of a file. */
export interface AssistantDocument {
  /** The form of this document. */
  readonly format: "inhouse-assistant/1";
  /** The assistant, with null where something is missing. */
  readonly assistant: PortableAssistant;
  /** What stayed behind, and whoever imports the document must say something about; empty: nothing. */
  readonly missing: readonly MissingPart[];
}

/** What an assistant is, wherever it is: all but its id and its time. */
export type PortableAssistant = Omit<Assistant, "id" | "createdAt">;

/** Something that belongs to an assistant and is not in its document. */
export type MissingPart = MissingSecret | MissingFile;

/** A secret that a tool had sealed. */
export interface MissingSecret {
  /** The tag of this kind. */
  readonly kind: "secret";
  /** Where it belongs, such as `tools[0].auth.userToken`. */
  readonly at: string;
}

/** A file that a tool may use. */
export interface MissingFile {
  /** The tag of this kind. */
  readonly kind: "file";
  /** Where its id belongs, such as `toolResources.code_interpreter.fileIds[0]`. */
  readonly at: string;
  /** Its name; null: it was gone when the document was made. */
  readonly filename: string | null;
}

/** A place in JSON: names of fields and places in lists, the outermost first. */
export type JsonPath = readonly (string | number)[];

/**
 * @param value - JSON
 * @param change - what becomes of each value that is no object or list
 * @param path - where the value is
 * @returns a copy, in which `undefined` leaves out a field or an item, and an object or a list that loses its last one by that
 */
export function mapLeaves(
  value: JsonValue,
  change: (leaf: JsonValue, path: JsonPath) => JsonValue | undefined,
  path: JsonPath = [],
): JsonValue | undefined {
  if (typeof value !== "object" || value === null) return change(value, path);
  if (Array.isArray(value)) {
    const items = value.map((item: JsonValue, index) => mapLeaves(item, change, [...path, index]));
    const kept = items.filter((item) => item !== undefined);
    return kept.length === 0 && items.length > 0 ? undefined : kept;
  }
  const fields = Object.entries(value).map(
    ([key, field]) => [key, mapLeaves(field, change, [...path, key])] as const,
  );
  const kept = fields.filter((field): field is [string, JsonValue] => field[1] !== undefined);
  return kept.length === 0 && fields.length > 0 ? undefined : Object.fromEntries(kept);
}
