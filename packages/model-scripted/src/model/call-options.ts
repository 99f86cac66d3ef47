import type { Prompt, PromptProviderOptions } from "../prompt/prompt.ts";
import type { OfferedToolChoice, RequestedFormat } from "../script/turn-request.ts";

/** What the AI SDK hands a model for one call, as far as it can be told here; every specification V4 call is one. */
export interface ModelCallOptions {
  /** The prompt. */
  readonly prompt: Prompt;
  /** The tools on offer; absent: none. */
  readonly tools?: readonly ModelTool[] | undefined;
  /** Whether and which tools may be called; absent: as the model likes. */
  readonly toolChoice?: OfferedToolChoice | undefined;
  /** The form of the answer; absent: text. */
  readonly responseFormat?: RequestedFormat | undefined;
  /** Stops the call. */
  readonly abortSignal?: AbortSignal | undefined;
  /** The largest answer, in tokens. */
  readonly maxOutputTokens?: number | undefined;
  /** How freely to choose tokens. */
  readonly temperature?: number | undefined;
  /** The share of probability to choose tokens from. */
  readonly topP?: number | undefined;
  /** How many tokens to choose from. */
  readonly topK?: number | undefined;
  /** How much to avoid what was said at all. */
  readonly presencePenalty?: number | undefined;
  /** How much to avoid what was said often. */
  readonly frequencyPenalty?: number | undefined;
  /** Texts at which to stop. */
  readonly stopSequences?: readonly string[] | undefined;
  /** The seed of the model's randomness. */
  readonly seed?: number | undefined;
  /** How much to think. */
  readonly reasoning?: string | undefined;
  /** Options of one provider. */
  readonly providerOptions?: PromptProviderOptions | undefined;
  /** Headers for the request. */
  readonly headers?: { readonly [name: string]: string | undefined } | undefined;
}

/** A tool as the AI SDK hands it to a model. */
export interface ModelTool {
  /** Whether the caller or the provider runs it. */
  readonly type: "function" | "provider";
  /** The name. */
  readonly name: string;
  /** What it does; absent: not said. */
  readonly description?: string | undefined;
  /** The JSON schema of its arguments; absent: the provider knows. */
  readonly inputSchema?: unknown;
}
