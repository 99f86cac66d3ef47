import type { TokenCalibration } from "../context/calibration.ts";
import { calibrate } from "../context/calibration.ts";

/** What a runtime knows of its models' tokens, and learns from what providers report. */
export class TokenKnowledge {
  /** The caller's tokenizer, if there is one. */
  readonly counter: { readonly countTokens?: (text: string) => number };
  readonly #contextSize: (id: string, name: string) => Promise<number | null>;
  readonly #calibrations = new Map<string, TokenCalibration>();

  constructor(
    countTokens: ((text: string) => number) | undefined,
    contextSize: (id: string, name: string) => Promise<number | null>,
  ) {
    this.counter = countTokens === undefined ? {} : { countTokens };
    this.#contextSize = contextSize;
  }

  /**
   * @param id - the model's id in this runtime
   * @param name - the model, as `provider/model`
   * @returns the model's context in tokens; null: unknown
   */
  contextTokensOf(id: string, name: string): Promise<number | null> {
    return this.#contextSize(id, name);
  }

  calibrationOf(model: string): TokenCalibration | null {
    return this.#calibrations.get(model) ?? null;
  }

  learn(model: string, estimated: number, reported: number): void {
    this.#calibrations.set(model, calibrate(this.calibrationOf(model), estimated, reported));
  }
}
