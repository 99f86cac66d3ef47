import type {
  ProviderOptions,
  ReasoningEffort,
  ResponseFormat,
  ToolFunction,
} from "@inhouse/contracts";
import type { PromptMessage } from "../context/prompt-message.ts";
import type { ModelObject } from "./resolve-model.ts";
import type { ModelToolChoice } from "./tool-choice.ts";

/** One call of a provider: everything it is sent. */
export interface ModelCall {
  readonly model: ModelObject;
  readonly instructions: string | null;
  readonly messages: readonly PromptMessage[];
  readonly tools: readonly ToolFunction[];
  readonly toolChoice: ModelToolChoice;
  readonly parallelToolCalls: boolean;
  readonly temperature: number | null;
  readonly topP: number | null;
  /** The largest answer in tokens; null: the provider's default. */
  readonly maxOutputTokens: number | null;
  readonly responseFormat: ResponseFormat;
  readonly reasoningEffort: ReasoningEffort | null;
  /** The caller's options win over every default of ours. */
  readonly providerOptions: ProviderOptions | null;
  /** Keeps calls of one conversation on one prompt cache, where the provider has such a key; absent: no key. */
  readonly promptCacheKey?: string;
  /** Stops the call; what came until then is the caller's to keep. */
  readonly signal: AbortSignal;
  /** Reads the bytes of a file of the prompt; undefined: it is gone, and the model is told so. */
  readonly readFile: (fileId: string) => Promise<Uint8Array | undefined>;
  /**
   * Fetches an image that the provider cannot fetch by itself. Absent: the AI SDK does, which refuses addresses that are
   * plainly private but resolves no names.
   */
  readonly fetchUrl?: FetchUrl;
}

/**
 * Reads what a URL of a message holds.
 *
 * @param url - the address
 * @param signal - aborts when nobody waits any more
 * @returns what is there; where it rejects, the model is told that the image could not be read, and the step has a warning
 */
export type FetchUrl = (url: URL, signal: AbortSignal) => Promise<FetchedUrl>;

/** What a URL of the prompt holds. */
export interface FetchedUrl {
  /** All of it. */
  readonly bytes: Uint8Array;
  /** Absent: the server did not say. */
  readonly mediaType?: string;
}
