/** What one model call was sent of its thread, so that "why did it forget" has an answer. */
export interface ContextReceipt {
  /** The model that was called, as `provider/model`. */
  readonly model: string;
  /** The sequence number of the oldest message or step in the prompt; null for an empty prompt. */
  readonly fromSequence: number | null;
  /** How many messages and steps of the thread were sent. */
  readonly included: number;
  /** How many messages and steps of the window were left out by this call's cut; 0 between cuts. */
  readonly dropped: number;
  /** Whether this call began a new epoch, that is, moved the cut. */
  readonly cut: boolean;
  /** How many parts had to be repaired or dropped to make the prompt legal, such as unanswered tool calls. */
  readonly repaired: number;
  /** The token budget that the prompt was built for; a model of unknown size is taken to hold 128,000. */
  readonly budgetTokens: number;
  /** The runtime's estimate of the prompt in tokens. */
  readonly estimatedTokens: number;
  /** Prompt tokens that the provider reported; null: it did not. */
  readonly reportedTokens: number | null;
  /** Prompt tokens that the provider read from its cache; null: it did not say. */
  readonly cachedTokens: number | null;
}
