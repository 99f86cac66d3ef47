import type { ScriptedCut, ScriptedFailure } from "../script/faults.ts";
import { fail } from "../script/faults.ts";
import type { ScriptedDelay, ScriptedHang } from "../script/pacing.ts";
import type { ImageCallOptions } from "./image-call.ts";

/** The model draws what it was asked for. */
export interface ScriptedDrawing {
  /** What the model does. */
  readonly type: "drawing";
  /** How. */
  readonly details: DrawingDetails;
}

/** What a drawing comes with. */
export interface DrawingDetails {
  /** How the provider says that it understood the prompt; absent: it does not say. */
  readonly revisedPrompt?: string;
  /** What the provider could not do as asked; absent: nothing. */
  readonly warnings?: readonly string[];
}

/** The model answers with these bytes, whatever they are. */
export interface ScriptedImages {
  /** What the model does. */
  readonly type: "images";
  /** The bytes of each image; none: an empty answer. */
  readonly images: readonly Uint8Array[];
  /** Whether the provider says that it is worth trying again; absent: it does not say. */
  readonly isRetryable?: boolean;
}

/** One thing that an image model does within an answer. */
export type ImageTurnPart =
  | ScriptedDrawing
  | ScriptedImages
  | ScriptedDelay
  | ScriptedHang
  | ScriptedFailure
  | ScriptedCut;

/** One whole answer: what the model does, in order; behind the first images nothing comes. */
export type ImageTurn = ImageTurnPart | readonly ImageTurnPart[];

/**
 * Makes the answer to a call.
 *
 * @param call - what the model was asked for
 * @returns the answer; what it throws becomes the failure of the call
 */
export type ImageTurnFunction = (call: ImageCallOptions) => ImageTurn | Promise<ImageTurn>;

/** What an image model does: one answer a call, in order and each once, or a function that answers every call. */
export type ImageScript = ImageTurnFunction | readonly (ImageTurn | ImageTurnFunction)[];

/**
 * @param details - what comes with it
 * @returns an answer with as many drawings as were asked for
 */
export function drawing(details: DrawingDetails = {}): ScriptedDrawing {
  return { type: "drawing", details };
}

/**
 * @param bytes - the bytes of each image, which need not be an image
 * @returns an answer with exactly these
 */
export function images(bytes: readonly Uint8Array[]): ScriptedImages {
  return { type: "images", images: bytes };
}

/**
 * @param isRetryable - whether the provider says that it is worth trying again; absent: no
 * @returns an answer without any image
 */
export function noImages(isRetryable = false): ScriptedImages {
  return { type: "images", images: [], isRetryable };
}

/**
 * @param message - what the provider says; absent: something fitting
 * @returns an answer in which the provider refuses to draw that
 */
export function moderation(
  message = "Your request was rejected by the safety system.",
): ScriptedFailure {
  return fail({ status: 400, code: "moderation_blocked", message });
}
