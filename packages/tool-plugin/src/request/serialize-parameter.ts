import type { JsonValue } from "@inhouse/contracts";
import type { OperationParameter } from "../operation/operation.ts";

/** How a value is written: the style, and whether items are written one by one. */
export type Style = Pick<OperationParameter, "name" | "style" | "explode">;

/** A name and a value that are not encoded yet. */
export type Pair = readonly [name: string, value: string];

const separators: Readonly<Record<string, string>> = { spaceDelimited: " ", pipeDelimited: "|" };

/**
 * @param value - the value of a parameter in a query, of a cookie or of a field of a form
 * @param style - how it is written
 * @returns the pairs that it becomes
 */
export function toPairs(value: JsonValue, { name, style, explode }: Style): readonly Pair[] {
  if (style === "deepObject" && isNested(value)) return deepPairs(name, value);
  if (Array.isArray(value)) {
    const items = value.map(written);
    if (explode) return items.map((item) => [name, item] as const);
    return items.length === 0 ? [] : [[name, items.join(separators[style] ?? ",")]];
  }
  if (!isNested(value)) return [[name, written(value)]];
  const members = Object.entries(value).map(([key, one]) => [key, written(one)] as const);
  if (explode) return members;
  return members.length === 0 ? [] : [[name, members.flat().join(separators[style] ?? ",")]];
}

/**
 * @param value - the value of a parameter in a path
 * @param style - how it is written
 * @returns it as it stands in the path, encoded
 */
export function toPathText(value: JsonValue, { name, style, explode }: Style): string {
  const encode = encodeText;
  if (style === "matrix") {
    if (explode && isNested(value)) {
      return matrixMembers(value, name)
        .map(([key, one]) => `;${encode(key)}=${encode(one)}`)
        .join("");
    }
    return `;${encode(name)}=${simple(value, false, encode)}`;
  }
  if (style === "label") return `.${simple(value, explode, encode, explode ? "." : ",")}`;
  return simple(value, explode, encode);
}

/**
 * @param value - the value of a header
 * @param style - how it is written
 * @returns it as it stands in the header
 */
export function toHeaderText(value: JsonValue, { explode }: Style): string {
  return simple(value, explode, (text) => text);
}

/** @returns the text as it stands in a URL; half a character, which models write at times, becomes the sign for one */
export function encodeText(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}

function matrixMembers(value: JsonValue, name: string): readonly Pair[] {
  if (Array.isArray(value)) return value.map((item) => [name, written(item)] as const);
  return Object.entries(value as object).map(([key, one]) => [key, written(one)] as const);
}

function simple(
  value: JsonValue,
  explode: boolean,
  encode: (text: string) => string,
  separator = ",",
): string {
  if (Array.isArray(value)) return value.map((item) => encode(written(item))).join(separator);
  if (!isNested(value)) return encode(written(value));
  return Object.entries(value)
    .map(([key, one]) => `${encode(key)}${explode ? "=" : ","}${encode(written(one))}`)
    .join(separator);
}

/** `filter[color][0]=red`: no standard says how lists within objects are written; most services read this. */
function deepPairs(name: string, value: JsonValue): readonly Pair[] {
  if (!isNested(value)) return [[name, written(value)]];
  const members = Array.isArray(value) ? value.entries() : Object.entries(value);
  return [...members].flatMap(([key, one]) => deepPairs(`${name}[${key}]`, one as JsonValue));
}

function written(value: JsonValue): string {
  if (isNested(value)) return JSON.stringify(value);
  return value === null ? "" : String(value);
}

function isNested(value: JsonValue): value is Exclude<JsonValue, string | number | boolean | null> {
  return typeof value === "object" && value !== null;
}
