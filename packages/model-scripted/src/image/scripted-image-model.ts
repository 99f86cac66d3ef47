import { createLog } from "../model/bounded-log.ts";
import type { CallOutcome } from "../model/recorded-call.ts";
import { ScriptExhaustedError } from "../model/script-exhausted-error.ts";
import { tokensOf } from "../script/estimate-tokens.ts";
import { timerSleep } from "../script/playback.ts";
import type { AnsweredImages } from "./answer-images.ts";
import { answerImages } from "./answer-images.ts";
import type { ImageCallOptions, ImageModelResult } from "./image-call.ts";
import type { ImageScript, ImageTurn } from "./image-turn.ts";
import { drawing } from "./image-turn.ts";

/** How a scripted image model behaves beside its script. */
export interface ScriptedImageModelOptions {
  /** The id of the model; absent: `scripted-image`. */
  readonly modelId?: string;
  /** The name of the provider; absent: `scripted`. */
  readonly provider?: string;
  /** How many images one call may ask for; absent: 4. */
  readonly maxImagesPerCall?: number;
  /** Whether it changes images; undefined: it does not say. Absent: yes. */
  readonly supportsFileInputs?: boolean | undefined;
  /** Whether it takes a mask; undefined: it does not say. Absent: yes. */
  readonly supportsMaskInputs?: boolean | undefined;
  /** How many of the last calls to keep; absent: 20. */
  readonly keepCalls?: number;
  /**
   * Waits for so many milliseconds, and rejects with the signal's reason as soon as it fires; absent: a timer. Pass your
   * own to play delays without waiting.
   */
  readonly sleep?: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Tells the time in epoch milliseconds; absent: the machine's. */
  readonly now?: () => number;
}

/** A call that an image model got. */
export interface RecordedImageCall {
  /** What it was asked for. */
  readonly options: ImageCallOptions;
  /** How it went so far. */
  readonly outcome: CallOutcome;
}

/** An image model of the AI SDK (specification V4) that does what its script says. */
export interface ScriptedImageModel {
  /** The specification that the model follows. */
  readonly specificationVersion: "v4";
  /** The name of the provider. */
  readonly provider: string;
  /** The id of the model. */
  readonly modelId: string;
  /** How many images one call may ask for. */
  readonly maxImagesPerCall: number;
  /** Whether it changes images; absent: it does not say. */
  readonly supportsFileInputs?: boolean;
  /** Whether it takes a mask; absent: it does not say. */
  readonly supportsMaskInputs?: boolean;
  /** The last calls, oldest first. */
  readonly calls: readonly RecordedImageCall[];
  /** @returns how many turns no call has played yet; 0 for a function */
  unconsumed(): number;
  /**
   * Answers. For the AI SDK to call.
   *
   * @param options - the call
   * @returns the images; rejects with an `APICallError` of the AI SDK where the script says so
   */
  doGenerate(options: ImageCallOptions): Promise<ImageModelResult>;
}

const tokensPerImage = 1_000;

/**
 * Makes an image model that does what a script says, for tests and demonstrations without a provider. What it draws are PNG
 * files of colored shapes with the prompt below them. They depend on nothing but the prompt, the size, the seed, the images
 * to change and their number: equal calls draw equal pictures.
 *
 * @param script - one answer a call, in order, or a function that answers every call; absent: every call is drawn
 * @param options - how it behaves beside
 * @returns the model, to be passed wherever the AI SDK takes an image model
 */
export function scriptedImageModel(
  script: ImageScript = () => drawing(),
  options: ScriptedImageModelOptions = {},
): ScriptedImageModel {
  const { modelId = "scripted-image", provider = "scripted", maxImagesPerCall = 4 } = options;
  const { sleep = timerSleep, now = Date.now, keepCalls = 20 } = options;
  const log = createLog<RecordedImageCall>(keepCalls);
  let nextTurn = 0;

  async function turnFor(call: ImageCallOptions): Promise<ImageTurn> {
    if (typeof script === "function") return script(call);
    const turn = script[nextTurn];
    if (turn === undefined) {
      throw new ScriptExhaustedError(modelId, script.length, call.prompt ?? "");
    }
    nextTurn += 1;
    return typeof turn === "function" ? turn(call) : turn;
  }

  return {
    specificationVersion: "v4",
    provider,
    modelId,
    maxImagesPerCall,
    ...can("supportsFileInputs", options),
    ...can("supportsMaskInputs", options),
    get calls() {
      return log.entries();
    },
    unconsumed: () => (typeof script === "function" ? 0 : script.length - nextTurn),
    async doGenerate(call) {
      const recorded: { options: ImageCallOptions; outcome: CallOutcome } = {
        options: call,
        outcome: "pending",
      };
      log.add(recorded);
      const signal = call.abortSignal ?? new AbortController().signal;
      try {
        signal.throwIfAborted();
        const answer = await answerImages(await turnFor(call), call, { sleep, signal });
        recorded.outcome = "answered";
        const response = { timestamp: new Date(now()), modelId, headers: undefined };
        return { ...resultOf(answer, call, provider), response };
      } catch (error) {
        recorded.outcome = signal.aborted ? "aborted" : "failed";
        throw error;
      }
    },
  };
}

type Capability = "supportsFileInputs" | "supportsMaskInputs";

function can(
  name: Capability,
  options: ScriptedImageModelOptions,
): { [_ in Capability]?: boolean } {
  const value = name in options ? options[name] : true;
  return value === undefined ? {} : { [name]: value };
}

function resultOf(
  { images, isRetryable, details }: AnsweredImages,
  { prompt = "" }: ImageCallOptions,
  provider: string,
): Omit<ImageModelResult, "response"> {
  const { revisedPrompt, warnings = [] } = details;
  const inputTokens = tokensOf(prompt.length);
  const outputTokens = tokensPerImage * images.length;
  return {
    images: [...images],
    ...(isRetryable === undefined ? {} : { isRetryable }),
    warnings: warnings.map((message) => ({ type: "other", message })),
    providerMetadata:
      revisedPrompt === undefined
        ? {}
        : { [provider]: { images: images.map(() => ({ revisedPrompt })) } },
    usage: { inputTokens, outputTokens, totalTokens: inputTokens + outputTokens },
  };
}
