import type { ProviderOptions, ToolInvocation } from "@inhouse/contracts";
import type { TextToImageLimits } from "./limits.ts";
import type { ImageModelLookup, ImageModelObject } from "./sdk/find-model.ts";

/** How images are made. */
export interface TextToImageOptions {
  /**
   * An image model of the AI SDK, such as `openai.image("gpt-image-1")`, or a function that finds one for each call. A string
   * is refused, because the AI SDK would send it to a hosted gateway.
   */
  readonly model: ImageModelObject | ImageModelLookup;
  /** The sizes that may be asked for, such as `1024x1024`; absent: any, and those that the model does not know it refuses. */
  readonly sizes?: readonly `${number}x${number}`[];
  /** The aspect ratios that may be asked for, such as `16:9`; absent: any, unless `sizes` are given. */
  readonly aspectRatios?: readonly `${number}:${number}`[];
  /** The styles that may be asked for, by name; absent: any style, in words, which are added to the prompt. */
  readonly styles?: Readonly<Record<string, ImageStyle>>;
  /** Whether images of the thread may be changed; absent: unless the model says that it cannot. */
  readonly edits?: boolean;
  /** The provider's own options, by its name. */
  readonly providerOptions?: ProviderOptions;
  /** The limits that differ from the defaults. */
  readonly limits?: Partial<TextToImageLimits>;
  /** How often a call of the provider is tried again. Default: 2. */
  readonly maxRetries?: number;
  /** How long a call may take, in milliseconds. Default: 3 minutes. */
  readonly timeoutMs?: number;
  /** Whether the assistant's model looks at what was made, which costs tokens. Default: no. */
  readonly showModel?: boolean;
  /** Whether a person must approve a call first; absent: never. A function that throws counts as yes. */
  readonly needsApproval?: boolean | ((call: ToolInvocation) => boolean | Promise<boolean>);
}

/** A style that may be asked for by its name. */
export interface ImageStyle {
  /** What is added to the prompt; absent: nothing. */
  readonly prompt?: string;
  /** The provider's own options for it, by the provider's name; absent: none. */
  readonly providerOptions?: ProviderOptions;
}
