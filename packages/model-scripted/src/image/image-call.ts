import type { PromptProviderOptions } from "../prompt/prompt.ts";

/** An image that a call works on. */
export interface ImageInputFile {
  /** Whether the bytes are there, or only where they lie. */
  readonly type: "file" | "url";
  /** The media type, of bytes. */
  readonly mediaType?: string;
  /** The bytes, or their base64 text. */
  readonly data?: string | Uint8Array;
  /** Where it lies. */
  readonly url?: string;
}

/** A call of an image model, as the AI SDK hands it over. */
export interface ImageCallOptions {
  /** What to draw; undefined: the model makes something of the files. */
  readonly prompt: string | undefined;
  /** How many images. */
  readonly n: number;
  /** Width and height in pixels, such as `1024x768`; undefined: the model's own. */
  readonly size: string | undefined;
  /** Width to height, such as `16:9`; undefined: the model's own. */
  readonly aspectRatio: string | undefined;
  /** What makes equal calls draw differently; undefined: nothing. */
  readonly seed: number | undefined;
  /** Images to change; undefined: none. */
  readonly files: readonly ImageInputFile[] | undefined;
  /** Where to change them; undefined: everywhere. */
  readonly mask: ImageInputFile | undefined;
  /** The provider's own options. */
  readonly providerOptions: PromptProviderOptions;
  /** Stops the call; absent: nothing does. */
  readonly abortSignal?: AbortSignal;
  /** HTTP headers; absent: none. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
}

/** Something that the model could not do as it was asked. */
export interface ImageWarning {
  /** The tag of this kind of warning. */
  type: "other";
  /** What it is. */
  message: string;
}

/** The answer to a call of an image model. */
export interface ImageModelResult {
  /** The images. */
  images: Uint8Array[];
  /** Whether it is worth trying again when there are none; absent: nobody knows. */
  isRetryable?: boolean;
  /** What could not be done as asked. */
  warnings: ImageWarning[];
  /** What the provider tells beside, by its name. */
  providerMetadata: Record<string, ImageMetadata>;
  /** What is known of the response. */
  response: ImageResponse;
  /** What it cost. */
  usage: ImageModelUsage;
}

/** What a provider tells of the images. */
export type ImageMetadata = {
  /** What it tells of each. */
  images: RevisedImage[];
};

/** What a provider tells of an image. */
export type RevisedImage = {
  /** How it understood the prompt. */
  revisedPrompt: string;
};

/** What is known of a response. */
export interface ImageResponse {
  /** When it began. */
  timestamp: Date;
  /** The model that answered. */
  modelId: string;
  /** HTTP headers; always undefined. */
  headers: undefined;
}

/** What a call cost, in tokens. */
export interface ImageModelUsage {
  /** Of the prompt. */
  inputTokens: number;
  /** Of the images. */
  outputTokens: number;
  /** Of both. */
  totalTokens: number;
}
