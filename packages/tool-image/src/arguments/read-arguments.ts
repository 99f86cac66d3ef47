import type { JsonValue } from "@inhouse/contracts";
import { InvalidInputError } from "@inhouse/contracts";
import { checkWholeNumber } from "../limits.ts";
import { maxSeed, ratioPattern, sizePattern } from "./image-function.ts";
import type { ToolSettings } from "./tool-settings.ts";

/** What the model asks for. */
export interface ImageArguments {
  readonly prompt: string;
  readonly count: number;
  readonly size: string | undefined;
  readonly aspectRatio: string | undefined;
  readonly style: string | undefined;
  readonly seed: number | undefined;
  /** Ids or names of files. */
  readonly images: readonly string[];
  readonly mask: string | undefined;
}

/**
 * The runtime has checked the arguments already; this holds for all who call the tool.
 *
 * @param input - the arguments, hostile
 * @param settings - what may be asked for
 * @throws InvalidInputError if one is wrong
 */
export function readArguments(input: JsonValue, settings: ToolSettings): ImageArguments {
  const given = fieldsOf(input);
  const { limits, styles } = settings;
  const count = given.count ?? 1;
  checkWholeNumber("count", count, 1, limits.images);
  if (given.seed !== undefined) checkWholeNumber("seed", given.seed, 0, maxSeed);
  const prompt = text("prompt", given.prompt, limits.promptCharacters);
  if (prompt === undefined) throw wrong("prompt", "a description of the image", given.prompt);
  const images = given.images === undefined ? [] : listOf(given.images, limits.inputImages);
  const mask = text("mask", given.mask, 255);
  if (mask !== undefined && images.length === 0) {
    throw wrong("mask", "left out without 'images' to change", mask);
  }
  if (images.length > 0 && !settings.edits) {
    throw wrong("images", "left out, because images cannot be changed here", images);
  }
  return {
    prompt,
    count: count as number,
    size: shape("size", given.size, settings.sizes, sizePattern, limits.side),
    aspectRatio: shape(
      "aspect_ratio",
      given.aspect_ratio,
      settings.aspectRatios,
      ratioPattern,
      999,
    ),
    style:
      styles === undefined
        ? text("style", given.style, 200)
        : oneOf("style", given.style, Object.keys(styles)),
    seed: given.seed as number | undefined,
    images,
    mask,
  };
}

type Fields = Readonly<Record<string, unknown>>;

function fieldsOf(input: JsonValue): Fields {
  if (typeof input === "object" && input !== null && !Array.isArray(input)) {
    // Nothing is inherited here: a name that nobody gave is not there.
    return Object.assign(Object.create(null), input) as Fields;
  }
  throw wrong("", "an object with a prompt", input);
}

/** @returns the text; undefined: it was left out, as `null` and `""` say too */
function text(param: string, value: unknown, most: number): string | undefined {
  if (value === undefined || value === null || value === "") return undefined;
  if (typeof value !== "string") throw wrong(param, "a string", value);
  if (value.length > most) throw wrong(param, `at most ${most} characters long`, value);
  return value.trim() === "" ? undefined : value;
}

function oneOf(param: string, value: unknown, allowed: readonly string[]): string | undefined {
  const given = text(param, value, Number.MAX_SAFE_INTEGER);
  if (given === undefined || allowed.includes(given)) return given;
  throw wrong(param, allowed.length === 0 ? "left out" : `one of ${allowed.join(", ")}`, value);
}

function shape(
  param: string,
  value: unknown,
  allowed: readonly string[] | undefined,
  pattern: string,
  longestSide: number,
): string | undefined {
  if (allowed !== undefined) return oneOf(param, value, allowed);
  const given = text(param, value, 20);
  if (given === undefined) return undefined;
  const isSound = new RegExp(pattern).test(given);
  const sides = given.split(/[x:]/).map(Number);
  if (isSound && sides.every((side) => side <= longestSide)) return given;
  const example = param === "size" ? "1024x1024" : "16:9";
  throw wrong(param, `such as ${example}, and no side above ${longestSide}`, value);
}

function listOf(value: unknown, most: number): readonly string[] {
  const list = typeof value === "string" ? [value] : value;
  const isList = Array.isArray(list) && list.length <= most;
  if (isList && list.every((one) => typeof one === "string" && one !== "")) return list;
  throw wrong("images", `a list of at most ${most} ids or names of files`, value);
}

function wrong(param: string, expected: string, value: unknown): InvalidInputError {
  const shown = typeof value === "object" ? JSON.stringify(value) : String(value);
  return new InvalidInputError({ param, expected, received: (shown ?? "").slice(0, 100) });
}
