import { ProviderError } from "../model/provider-error.ts";
import type { ImageCallOptions } from "./image-call.ts";

/** In pixels. */
export interface ImageSize {
  readonly width: number;
  readonly height: number;
}

const usual = 512;
const [least, most] = [16, 2048];

/**
 * @param call - a call
 * @returns the size of its images
 * @throws ProviderError if it is none that can be drawn
 */
export function sizeOf({ size, aspectRatio }: ImageCallOptions): ImageSize {
  const [width, height] = size === undefined ? ratioSize(aspectRatio) : pairOf(size, "x");
  if (![width, height].every((side) => Number.isInteger(side) && side >= least && side <= most)) {
    throw refused(`The size must be from ${least}x${least} to ${most}x${most}, not '${size}'.`);
  }
  return { width, height };
}

/** @returns as many pixels as usual, in that shape */
function ratioSize(aspectRatio: string | undefined): readonly [number, number] {
  const [width, height] = pairOf(aspectRatio ?? "1:1", ":");
  const ratio = width / height;
  if (!(ratio >= 1 / 8 && ratio <= 8)) throw refused(`There is no aspect ratio '${aspectRatio}'.`);
  return [Math.round(usual * Math.sqrt(ratio)), Math.round(usual / Math.sqrt(ratio))];
}

function pairOf(text: string, separator: string): readonly [number, number] {
  const [first, second] = text.split(separator).map(Number);
  return [first ?? Number.NaN, second ?? Number.NaN];
}

function refused(message: string): ProviderError {
  return new ProviderError({ message, statusCode: 400, code: "invalid_value" });
}
