import type { JsonObject, ToolFunction } from "@inhouse/contracts";
import type { ToolSettings } from "./tool-settings.ts";

/** The tool's type, and the name by which the model calls it. */
export const textToImageName = "text_to_image";

/** What a size looks like. */
export const sizePattern = "^[1-9][0-9]{1,4}x[1-9][0-9]{1,4}$";
/** What an aspect ratio looks like. */
export const ratioPattern = "^[1-9][0-9]{0,2}:[1-9][0-9]{0,2}$";
/** The largest seed. */
export const maxSeed: number = 2 ** 31 - 1;

/**
 * @param settings - what may be asked for
 * @returns what the model is told of the tool
 */
export function imageFunction(settings: ToolSettings): ToolFunction {
  const { limits, edits, note } = settings;
  const told = [
    "Makes images from a description, and shows them to the user.",
    ...(edits ? ["Images of the conversation can be changed."] : []),
    "Describe what the image shows in full: the tool knows nothing of the conversation.",
    "What is made is shown to the user with your answer: do not link to it.",
    ...(note === undefined ? [] : [note]),
  ];
  return {
    name: textToImageName,
    description: told.join(" "),
    parameters: {
      type: "object",
      properties: {
        prompt: text("What the image shows.", limits.promptCharacters),
        count: whole(`How many images; 1 unless the user wants more.`, 1, limits.images),
        ...shapeProperties(settings),
        ...styleProperty(settings),
        seed: whole("The same seed makes similar images again.", 0, maxSeed),
        ...(edits && editProperties(settings)),
      },
      required: ["prompt"],
      additionalProperties: false,
    },
  };
}

function shapeProperties({ sizes, aspectRatios }: ToolSettings): JsonObject {
  const size = "Width and height in pixels; leave it out unless it matters.";
  const ratio = "Width to height; leave it out unless it matters.";
  const free = sizes === undefined && aspectRatios === undefined;
  return {
    ...(free && { size: { type: "string", pattern: sizePattern, description: size } }),
    ...(sizes !== undefined && { size: oneOf(size, sizes) }),
    ...(free && { aspect_ratio: { type: "string", pattern: ratioPattern, description: ratio } }),
    ...(aspectRatios !== undefined && { aspect_ratio: oneOf(ratio, aspectRatios) }),
  };
}

function styleProperty({ styles }: ToolSettings): JsonObject {
  if (styles === undefined) return { style: text("The style, such as watercolor.", 200) };
  const names = Object.keys(styles);
  return names.length === 0 ? {} : { style: oneOf("The style.", names) };
}

function editProperties({ limits }: ToolSettings): JsonObject {
  const each = { type: "string", minLength: 1, maxLength: 255 };
  return {
    images: {
      type: "array",
      items: each,
      minItems: 1,
      maxItems: limits.inputImages,
      description:
        "Images to change: ids or names of image files of the conversation, or 'last' for the newest one. Leave it out to make a new image.",
    },
    mask: {
      ...each,
      description: "An image file that is transparent where the first image may change.",
    },
  };
}

const text = (description: string, maxLength: number): JsonObject => {
  return { type: "string", minLength: 1, maxLength, description };
};

const whole = (description: string, minimum: number, maximum: number): JsonObject => {
  return { type: "integer", minimum, maximum, description };
};

const oneOf = (description: string, values: readonly string[]): JsonObject => {
  return { type: "string", enum: [...values], description };
};
