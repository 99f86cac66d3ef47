import type {
  ProviderOptions,
  ReasoningEffort,
  ResponseFormat,
  ToolChoice,
  ToolFunction,
} from "@inhouse/contracts";
import type { LanguageModel } from "ai";
import type { PromptMessage } from "../context/prompt-message.ts";

/** One call of a provider: everything it is sent. */
export interface ModelCall {
  readonly model: LanguageModel;
  readonly instructions: string | null;
  readonly messages: readonly PromptMessage[];
  readonly tools: readonly ToolFunction[];
  readonly toolChoice: ToolChoice;
  readonly parallelToolCalls: boolean;
  readonly temperature: number | null;
  readonly topP: number | null;
  /** The largest answer in tokens; null: the provider's default. */
  readonly maxOutputTokens: number | null;
  readonly responseFormat: ResponseFormat;
  readonly reasoningEffort: ReasoningEffort | null;
  readonly providerOptions: ProviderOptions | null;
  /** Stops the call; what came until then is the caller's to keep. */
  readonly signal: AbortSignal;
  /** Reads the bytes of a file of the prompt; undefined: it is gone, and the model is told so. */
  readonly readFile: (fileId: string) => Promise<Uint8Array | undefined>;
}
