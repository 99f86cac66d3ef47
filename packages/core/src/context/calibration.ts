/** What was learned of one model's tokens: plain JSON. */
export interface TokenCalibration {
  /** How many tokens the provider reports for each that is counted. */
  readonly ratio: number;
  /** How many reports it rests on, at most 100. */
  readonly samples: number;
}

const LOWEST_RATIO = 0.3;
const HIGHEST_RATIO = 4;
/** Smaller prompts say more of the provider's overhead than of its tokens. */
const SMALLEST_PROMPT = 200;
/** How far one report may move a ratio that rests on several: a factor of 1.25. */
const LARGEST_STEP = Math.log(1.25);

/**
 * Learns from a report. The first one counts in full, later ones move the ratio by a part of the difference and never far
 * at once; too low an estimate is corrected faster than too high a one, for it costs a call.
 *
 * After a refusal for length, call it with the model's context size as the report, which is the least that it was.
 *
 * @param calibration - what is known so far; null: nothing
 * @param estimated - the calibrated estimate of a prompt
 * @param reported - the prompt's tokens as the provider counted them
 * @returns what is known now; unchanged if the report says nothing
 */
export function calibrate(
  calibration: TokenCalibration | null,
  estimated: number,
  reported: number,
): TokenCalibration {
  const { ratio, samples } = calibration ?? { ratio: 1, samples: 0 };
  const usable = Number.isFinite(estimated) && Number.isFinite(reported);
  if (!usable || estimated < SMALLEST_PROMPT || reported <= 0) return { ratio, samples };
  const difference = Math.log(clamp((ratio * reported) / estimated) / ratio);
  const weight = Math.max(1 / (samples + 1), difference > 0 ? 0.5 : 0.15);
  const limit = samples < 3 ? Number.POSITIVE_INFINITY : LARGEST_STEP;
  const step = Math.max(-limit, Math.min(limit, difference)) * weight;
  return { ratio: clamp(ratio * Math.exp(step)), samples: Math.min(samples + 1, 100) };
}

function clamp(ratio: number): number {
  return Math.max(LOWEST_RATIO, Math.min(HIGHEST_RATIO, ratio));
}
