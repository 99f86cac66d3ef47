import { InvalidInputError } from "@inhouse/contracts";

/** How much one call may ask for, and how large things may be. */
export interface TextToImageLimits {
  /** Images of one call. Default: 4. */
  readonly images: number;
  /** Characters of a prompt; the words of a style come on top. Default: 4,000. */
  readonly promptCharacters: number;
  /** Images that one call may change or look at. Default: 4. */
  readonly inputImages: number;
  /** Bytes of each of those. Default: 20 MB. */
  readonly inputImageBytes: number;
  /** Bytes of an image that is kept. Default: 20 MB. */
  readonly imageBytes: number;
  /** Pixels of a side of an image that may be asked for. Default: 4,096. */
  readonly side: number;
  /**
   * Pixels of an image that is kept or changed, all rows together: a small file may hold more than a browser can show. Default:
   * 100 million.
   */
  readonly pixels: number;
}

const defaults: TextToImageLimits = {
  images: 4,
  promptCharacters: 4_000,
  inputImages: 4,
  inputImageBytes: 20_000_000,
  imageBytes: 20_000_000,
  side: 4_096,
  pixels: 100_000_000,
};

/**
 * @param given - the limits that differ from the defaults
 * @returns all limits
 * @throws InvalidInputError if one is not a whole number of at least 1
 */
export function resolveLimits(given: Partial<TextToImageLimits>): TextToImageLimits {
  for (const [name, value] of Object.entries(given)) {
    if (value !== undefined) checkWholeNumber(`limits.${name}`, value);
  }
  return { ...defaults, ...given };
}

/** @throws InvalidInputError if it is not a whole number from the least to the most */
export function checkWholeNumber(
  param: string,
  value: unknown,
  least = 1,
  most: number = Number.MAX_SAFE_INTEGER,
): void {
  if (Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most)
    return;
  const range =
    most === Number.MAX_SAFE_INTEGER ? `of at least ${least}` : `from ${least} to ${most}`;
  const received = String(value);
  throw new InvalidInputError({ param, expected: `a whole number ${range}`, received });
}
