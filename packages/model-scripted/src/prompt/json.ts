/** A value that JSON can hold. */
export type JsonValue = string | number | boolean | null | JsonValue[] | JsonObject;

/** An object of JSON values. */
export type JsonObject = { [key: string]: JsonValue };
