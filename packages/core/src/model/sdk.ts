import { MissingPackageError } from "@inhouse/contracts";
import type * as ai from "ai";
import type { FinishReason, LanguageModelUsage, ModelMessage, TextStreamPart, ToolSet } from "ai";

type SingleCall = "experimental_streamLanguageModelCall";

/** The AI SDK as it is found: the experimental function may be gone in a later release. */
export type Sdk = Omit<typeof ai, SingleCall> & Partial<Pick<typeof ai, SingleCall>>;

let loaded: Sdk | undefined;

/** Loads the AI SDK on first use, and keeps it: even of a module that is there, an `import()` takes longer than a call. */
export async function loadSdk(): Promise<Sdk> {
  loaded ??= await requireSdk(() => import("ai"));
  return loaded;
}

/** @throws MissingPackageError if what is loaded is not the AI SDK of this major version, or nothing is */
export async function requireSdk(load: () => Promise<Sdk>): Promise<Sdk> {
  let sdk: Sdk;
  try {
    sdk = await load();
  } catch (cause) {
    throw new MissingPackageError("ai", "ai@7", { cause });
  }
  // Older majors are installed without a word where the runtime's Node is too old for this one.
  if (typeof sdk.isStepCount !== "function") throw new MissingPackageError("ai", "ai@7");
  return sdk;
}

/** What both engines send. */
export interface SdkRequest {
  readonly model: Exclude<ai.LanguageModel, string>;
  readonly instructions?: string;
  readonly messages: ModelMessage[];
  readonly tools?: ToolSet;
  readonly toolChoice?: "none" | "auto" | "required" | SdkToolChoice;
  readonly output?: SdkOutput;
  readonly temperature?: number;
  readonly topP?: number;
  readonly maxOutputTokens?: number;
  readonly reasoning?: NonNullable<ai.LanguageModelCallOptions["reasoning"]>;
  readonly providerOptions: SdkProviderOptions;
  readonly download?: ai.Experimental_DownloadFunction;
  readonly abortSignal: AbortSignal;
}

export type SdkProviderOptions = NonNullable<ModelMessage["providerOptions"]>;

export interface SdkToolChoice {
  readonly type: "tool";
  readonly toolName: string;
}

export type SdkOutput = ai.Output.Output<string, string, never>;

/** The parts of both engines: their vocabularies differ only in how a call begins and ends. */
export type SdkPart = TextStreamPart<ToolSet> | CallStart | CallMetadata | CallEnd;

interface CallStart {
  readonly type: "model-call-start";
  readonly warnings: readonly ai.CallWarning[];
}

interface CallMetadata {
  readonly type: "model-call-response-metadata";
}

interface CallEnd {
  readonly type: "model-call-end";
  readonly finishReason: FinishReason;
  readonly rawFinishReason: string | undefined;
  readonly usage: LanguageModelUsage;
}
