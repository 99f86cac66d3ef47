import type { TokenCalibration } from "./calibration.ts";
import { countTokens } from "./count-tokens.ts";

/** Counts tokens, without the calibration; {@link calibrated} brings it in. */
export interface TokenEstimator {
  /** @returns the tokens of a text, not negative; a fraction is rounded up */
  countTokens(text: string): number;
  /** The tokens of any image. */
  readonly imageTokens: number;
  /** How many tokens the provider reports for each that is counted here. */
  readonly ratio: number;
}

/** What an estimator is made of. */
export interface TokenEstimatorOptions {
  /** A tokenizer; absent: an estimate by classes of characters. */
  readonly countTokens?: (text: string) => number;
  /** The tokens of any image; absent: 1,200, what large images cost on most providers. */
  readonly imageTokens?: number;
  /** What was learned of the model; absent or null: nothing. */
  readonly calibration?: TokenCalibration | null;
}

const IMAGE_TOKENS = 1_200;

/** @returns an estimator for one model */
export function createTokenEstimator(options: TokenEstimatorOptions = {}): TokenEstimator {
  const count = options.countTokens ?? countTokens;
  return {
    countTokens: (text) => Math.max(0, Math.ceil(count(text))),
    imageTokens: options.imageTokens ?? IMAGE_TOKENS,
    ratio: options.calibration?.ratio ?? 1,
  };
}

/** @returns the estimate for so many counted tokens */
export function calibrated(estimator: TokenEstimator, counted: number): number {
  return Math.ceil(counted * estimator.ratio - 1e-6);
}

/** @returns the largest count whose estimate is not above so many tokens; may be negative */
export function countWithin(estimator: TokenEstimator, tokens: number): number {
  return Math.floor(tokens / estimator.ratio + 1e-9);
}
