import type { ContextReceipt, TruncationStrategy } from "@inhouse/contracts";
import type { ContextEpoch } from "./context-epoch.ts";
import type { PromptMessage } from "./prompt-message.ts";
import type { TokenEstimator } from "./token-estimator.ts";

/** How a prompt is built. */
export interface BuildPromptOptions {
  /** The model in use, as `provider/model`. */
  readonly model: string;
  /** The run that the prompt is for. */
  readonly runId: string;
  readonly strategy: TruncationStrategy;
  /** How many tokens a prompt and its answer may have together; null: not known, 128,000 are assumed. */
  readonly contextTokens: number | null;
  /** How many of them are kept for the answer. */
  readonly answerTokens: number;
  /** What the instructions and tools count for, as `countFixed` gives it. */
  readonly fixedTokens: number;
  /** A text that differs whenever the instructions or tools do: thinking is bound to them as well. */
  readonly fixedFingerprint: string;
  /** What the last prompt of the thread returned; null: there was none, or it had none. */
  readonly epoch: ContextEpoch | null;
  /** Whether the history was read to its end: to the epoch's start, or to the beginning of the thread. */
  readonly complete: boolean;
  readonly estimator: TokenEstimator;
  /** Whether the provider just refused this prompt as too long. It is then cut to half of what was sent. */
  readonly overflow: boolean;
}

/** What of a receipt is known before the provider answers. */
export type PromptReceipt = Omit<ContextReceipt, "reportedTokens" | "cachedTokens">;

/** A prompt that any provider takes. */
export interface BuiltPrompt {
  readonly messages: readonly PromptMessage[];
  readonly receipt: PromptReceipt;
  /** To be kept with the thread, and given to the next prompt; null: the whole thread is sent. */
  readonly epoch: ContextEpoch | null;
  /** The prompt's fingerprint, to be kept with the turn that answers it. */
  readonly fingerprint: string;
  /** Whether the thread holds nothing that could be sent; there are no messages then. */
  readonly empty: boolean;
  /**
   * Whether the estimate is within the budget. It always is if the budget is at least `promptFloor`, since the newest user
   * message is never cut.
   */
  readonly fits: boolean;
  /** The tools that the messages show calls of: some providers demand that the request declares tools then. */
  readonly calledTools: readonly string[];
}
