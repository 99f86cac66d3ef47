import type { ToolContext, ToolDefinition } from "@inhouse/contracts";
import type { ImageModel } from "ai";

/** An image model of the AI SDK, as any provider package makes it, of any version that `ai` 7 takes. */
export type ImageModelObject = Exclude<ImageModel, string>;

/** For what call a model is looked up. */
export interface ImageModelRequest {
  /** Whose run. */
  readonly tenant: string;
  /** The thread. */
  readonly threadId: string;
  /** The entry of the run's tools. */
  readonly definition: ToolDefinition;
}

/**
 * Finds the image model of a call.
 *
 * @param request - the call
 * @returns the model; what is thrown is not shown to the assistant's model
 */
export type ImageModelLookup = (
  request: ImageModelRequest,
) => ImageModelObject | Promise<ImageModelObject>;

/** There is no image model for a call. */
export class NoImageModelError extends Error {
  override readonly name = "NoImageModelError";
}

/** @throws NoImageModelError if there is none */
export async function findModel(
  source: ImageModelObject | ImageModelLookup,
  definition: ToolDefinition,
  { tenant, threadId }: ToolContext,
): Promise<ImageModelObject> {
  if (typeof source !== "function") return source;
  let found: unknown;
  try {
    found = await source({ tenant, threadId, definition });
  } catch (cause) {
    throw new NoImageModelError("The image model could not be found.", { cause });
  }
  if (isImageModel(found)) return found;
  throw new NoImageModelError("What was found is not an image model of the AI SDK.");
}

/** @returns whether it is an object with which images can be made */
export function isImageModel(value: unknown): value is ImageModelObject {
  return (
    typeof value === "object" &&
    value !== null &&
    typeof (value as Partial<ImageModelObject>).specificationVersion === "string" &&
    typeof (value as Partial<ImageModelObject>).doGenerate === "function"
  );
}
