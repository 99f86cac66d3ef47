import type { Tool, ToolContext, ToolInvocation, ToolResult } from "@inhouse/contracts";
import { InvalidInputError } from "@inhouse/contracts";
import { imageFunction, textToImageName } from "./arguments/image-function.ts";
import type { ImageArguments } from "./arguments/read-arguments.ts";
import { readArguments } from "./arguments/read-arguments.ts";
import type { ToolSettings } from "./arguments/tool-settings.ts";
import { withEntry } from "./arguments/tool-settings.ts";
import { inputImages } from "./files/input-images.ts";
import { saveImages } from "./files/save-images.ts";
import { checkWholeNumber, resolveLimits } from "./limits.ts";
import { explainFailure } from "./result/explain-failure.ts";
import { failedResult, toolResult } from "./result/tool-result.ts";
import { abortable } from "./sdk/abortable.ts";
import { editFault } from "./sdk/edit-fault.ts";
import type { ImageModelObject } from "./sdk/find-model.ts";
import { findModel, isImageModel } from "./sdk/find-model.ts";
import type { ImageRequest } from "./sdk/generate-images.ts";
import { generateImages } from "./sdk/generate-images.ts";
import { mergeOptions } from "./sdk/merge-options.ts";
import type { TextToImageOptions } from "./text-to-image-options.ts";

const longestTimer = 2 ** 31 - 1;

/**
 * Pictures for the model: the tool `text_to_image`, on any image model of the AI SDK. What it makes are files of the thread,
 * shown on the assistant's next message.
 *
 * @param options - the image model, and what may be asked of it
 * @returns the tool, to be given to a runtime
 * @throws InvalidInputError if an option is wrong
 *
 * @example
 * ```ts
 * import { openai } from "@ai-sdk/openai";
 * import { createRuntime } from "@inhouse/core";
 * import { textToImage } from "@inhouse/tool-image";
 *
 * const tools = [textToImage({ model: openai.image("gpt-image-1") })];
 * const inhouse = createRuntime({ models, storage, tools });
 * ```
 */
export function textToImage(options: TextToImageOptions): Tool {
  const { model: source, needsApproval, timeoutMs = 180_000, maxRetries = 2 } = options;
  if (typeof source !== "function" && !isImageModel(source)) {
    const expected = "an image model of the AI SDK, or a function that finds one";
    throw new InvalidInputError({ param: "model", expected, received: describe(source) });
  }
  checkWholeNumber("timeoutMs", timeoutMs, 1, longestTimer);
  checkWholeNumber("maxRetries", maxRetries, 0);
  const settings: ToolSettings = {
    limits: resolveLimits(options.limits ?? {}),
    sizes: options.sizes,
    aspectRatios: options.aspectRatios,
    styles: options.styles,
    edits: options.edits ?? !refusesFiles(source),
    note: undefined,
  };

  async function make(
    call: ToolInvocation,
    asked: ImageArguments,
    context: ToolContext,
  ): Promise<ToolResult> {
    const { signal, files } = context;
    const model = await findModel(source, call.definition, context);
    const fault =
      asked.images.length === 0 ? null : await editFault(model, asked.mask !== undefined);
    if (fault !== null) return failedResult(fault);
    const { limits } = settings;
    const images = await inputImages(files, asked.images, limits);
    const [mask] = asked.mask === undefined ? [] : await inputImages(files, [asked.mask], limits);
    const request = requestOf(asked, options, { images, maxRetries, signal });
    const generated = await generateImages(
      model,
      mask === undefined ? request : { ...request, mask },
    );
    signal.throwIfAborted();
    const { prompt, count } = asked;
    const { imageBytes: maxBytes, pixels: maxPixels } = limits;
    const keep = { prompt, count, maxBytes, maxPixels, signal };
    const saved = await saveImages(generated.images, files, keep);
    const { modelId } = model;
    return toolResult({ saved, generated, count, modelId, showModel: options.showModel === true });
  }

  return {
    type: textToImageName,
    timeoutMs,
    // It costs money, and nothing tells whether an image was made before the process died.
    afterCrash: "report",
    functions: (definition) => [imageFunction(withEntry(settings, definition))],
    ...(needsApproval !== undefined &&
      needsApproval !== false && {
        needsApproval: (call) => needsApproval === true || needsApproval(call),
      }),
    async execute(call, context) {
      const { signal } = context;
      signal.throwIfAborted();
      try {
        const asked = readArguments(call.input, withEntry(settings, call.definition));
        return await abortable(signal, make(call, asked, context));
      } catch (error) {
        signal.throwIfAborted();
        return failedResult(
          error instanceof InvalidInputError ? error.message : explainFailure(error),
        );
      }
    },
  };
}

/** A model that does not say whether it takes files is asked for each call. */
function refusesFiles(source: TextToImageOptions["model"]): boolean {
  return typeof source !== "function" && "supportsFileInputs" in source
    ? source.supportsFileInputs === false
    : false;
}

function requestOf(
  asked: ImageArguments,
  { styles, providerOptions }: TextToImageOptions,
  rest: Pick<ImageRequest, "images" | "maxRetries" | "signal">,
): ImageRequest {
  const { prompt, count, seed } = asked;
  const style = asked.style === undefined ? undefined : (styles?.[asked.style] ?? asked.style);
  const words = typeof style === "string" ? `Style: ${style}` : style?.prompt;
  return {
    ...rest,
    prompt: words === undefined ? prompt : `${prompt}\n\n${words}`,
    count,
    ...(asked.size !== undefined && { size: asked.size as `${number}x${number}` }),
    ...(asked.aspectRatio !== undefined && {
      aspectRatio: asked.aspectRatio as `${number}:${number}`,
    }),
    ...(seed !== undefined && { seed }),
    providerOptions: mergeOptions(
      providerOptions,
      typeof style === "object" ? style.providerOptions : undefined,
    ),
  };
}

function describe(value: ImageModelObject | unknown): string {
  return typeof value === "string" ? `the string '${value.slice(0, 100)}'` : typeof value;
}
