import type { ToolDefinition } from "@inhouse/contracts";
import { InvalidInputError } from "@inhouse/contracts";
import type { TextToImageLimits } from "../limits.ts";
import { checkWholeNumber } from "../limits.ts";
import type { ImageStyle } from "../text-to-image-options.ts";

/** What may be asked for. */
export interface ToolSettings {
  readonly limits: TextToImageLimits;
  readonly sizes: readonly string[] | undefined;
  readonly aspectRatios: readonly string[] | undefined;
  readonly styles: Readonly<Record<string, ImageStyle>> | undefined;
  readonly edits: boolean;
  /** What the assistant's author says of the tool, for the model; undefined: nothing. */
  readonly note: string | undefined;
}

const longestNote = 1_000;

/**
 * @param settings - what the tool allows
 * @param definition - an entry of a run's tools, which may allow less
 * @returns what a call for this entry may ask for
 * @throws InvalidInputError if a setting of the entry is wrong
 */
export function withEntry(settings: ToolSettings, definition: ToolDefinition): ToolSettings {
  const { maxImages, description: note } = definition as Readonly<Record<string, unknown>>;
  const { limits } = settings;
  if (maxImages !== undefined) checkWholeNumber("maxImages", maxImages, 1, limits.images);
  if (note !== undefined && (typeof note !== "string" || note.length > longestNote)) {
    const expected = `a string of at most ${longestNote} characters`;
    throw new InvalidInputError({ param: "description", expected, received: typeof note });
  }
  return {
    ...settings,
    ...(typeof maxImages === "number" && { limits: { ...limits, images: maxImages } }),
    note,
  };
}
