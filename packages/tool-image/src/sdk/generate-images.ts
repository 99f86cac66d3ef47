import type { JsonObject, ProviderOptions } from "@inhouse/contracts";
import { MissingPackageError } from "@inhouse/contracts";
import type { generateImage, ImageModelUsage } from "ai";
import { maxSeed } from "../arguments/image-function.ts";
import { describeWarning } from "./describe-warning.ts";
import type { ImageModelObject } from "./find-model.ts";
import { splitCount } from "./split-count.ts";

/** What is asked of an image model. */
export interface ImageRequest {
  readonly prompt: string;
  readonly count: number;
  readonly size?: `${number}x${number}`;
  readonly aspectRatio?: `${number}:${number}`;
  readonly seed?: number;
  /** Images to change; none: a new one is made. */
  readonly images: readonly Uint8Array[];
  readonly mask?: Uint8Array;
  readonly providerOptions: ProviderOptions;
  readonly maxRetries: number;
  readonly signal: AbortSignal;
}

/** An image as a provider gave it: nobody has looked at the bytes yet. */
export interface GeneratedImage {
  readonly bytes: Uint8Array;
  /** How the provider understood the prompt; undefined: it did not say. */
  readonly revisedPrompt: string | undefined;
}

/** What came of a request. */
export interface GeneratedImages {
  readonly images: readonly GeneratedImage[];
  /** What the provider could not do as asked, as sentences. */
  readonly warnings: readonly string[];
  /** What it cost, in tokens; null: the provider does not say. */
  readonly usage: ImageUsage;
  /** Why calls of the provider failed: of several for one request, some may. */
  readonly failures: readonly unknown[];
}

/** What images cost, in tokens; null: the provider does not say. */
export interface ImageUsage {
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
  readonly totalTokens: number | null;
}

const mostWarnings = 20;

type GenerateImage = typeof generateImage;
type ImageResult = Awaited<ReturnType<GenerateImage>>;

let loaded: GenerateImage | undefined;

/** Loads the AI SDK on first use, and keeps it. */
async function loadGenerateImage(): Promise<GenerateImage> {
  if (loaded !== undefined) return loaded;
  const sdk = await import("ai").catch((cause: unknown) => {
    throw new MissingPackageError("ai", "ai@7", { cause });
  });
  if (typeof sdk.generateImage !== "function") throw new MissingPackageError("ai", "ai@7");
  loaded = sdk.generateImage;
  return loaded;
}

/**
 * Makes images, in as many calls of the provider as it takes. What one call made is not lost when another one fails.
 *
 * @param model - who makes them
 * @param request - what to make
 * @returns what came of it; a call that fails is among the failures
 * @throws MissingPackageError if `ai` 7 is not installed
 */
export async function generateImages(
  model: ImageModelObject,
  request: ImageRequest,
): Promise<GeneratedImages> {
  const generate = await loadGenerateImage();
  const { images, mask, prompt, seed, signal, size, aspectRatio } = request;
  const warnings = new Set<string>();
  const hear = (warning: unknown): void => {
    if (warnings.size < mostWarnings) warnings.add(describeWarning(warning));
  };
  const heard = heardModel(model, hear);
  const parts = splitCount(request.count, await imagesPerCall(model));
  const input = { images: [...images], text: prompt, ...(mask !== undefined && { mask }) };
  const calls = parts.map(({ count, before }) =>
    generate({
      model: heard,
      prompt: images.length === 0 ? prompt : input,
      n: count,
      maxImagesPerCall: count,
      ...(size !== undefined && { size }),
      ...(aspectRatio !== undefined && { aspectRatio }),
      // The same seed twice would make the same images twice.
      ...(seed !== undefined && { seed: (seed + before) % (maxSeed + 1) }),
      providerOptions: request.providerOptions as Record<string, JsonObject>,
      maxRetries: request.maxRetries,
      abortSignal: signal,
    }),
  );
  const outcomes = await Promise.allSettled(calls);
  const results = outcomes.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
  return {
    images: results.flatMap(imagesOf),
    warnings: [...warnings],
    usage: results.map(({ usage }) => usage).reduce<ImageUsage>(added, nothing),
    failures: outcomes.flatMap((one) => (one.status === "rejected" ? [one.reason] : [])),
  };
}

/** The AI SDK prints warnings. Here they are told to the model that asked. */
function heardModel(model: ImageModelObject, hear: (warning: unknown) => void): ImageModelObject {
  const doGenerate = async (options: never): Promise<unknown> => {
    const result = await model.doGenerate(options);
    for (const warning of result.warnings ?? []) hear(warning);
    return { ...result, warnings: [] };
  };
  const { specificationVersion, provider, modelId } = model;
  return { specificationVersion, provider, modelId, doGenerate } as unknown as ImageModelObject;
}

async function imagesPerCall(model: ImageModelObject): Promise<number> {
  const most = model.maxImagesPerCall;
  const { modelId } = model;
  return (typeof most === "function" ? await most.call(model, { modelId }) : most) ?? 1;
}

function imagesOf({ images, providerMetadata }: ImageResult): readonly GeneratedImage[] {
  return images.map((image, index) => {
    const told = Object.values(providerMetadata ?? {}).map((one) => one?.images?.[index]);
    const revised = told.map((one) => (one as JsonObject | undefined)?.revisedPrompt);
    const revisedPrompt = revised.find((text) => typeof text === "string");
    return { bytes: image.uint8Array, revisedPrompt };
  });
}

const nothing: ImageUsage = { inputTokens: null, outputTokens: null, totalTokens: null };

function added(sum: ImageUsage, usage: ImageModelUsage | undefined): ImageUsage {
  const plus = (before: number | null, more: number | undefined): number | null =>
    more === undefined ? before : (before ?? 0) + more;
  return {
    inputTokens: plus(sum.inputTokens, usage?.inputTokens),
    outputTokens: plus(sum.outputTokens, usage?.outputTokens),
    totalTokens: plus(sum.totalTokens, usage?.totalTokens),
  };
}
