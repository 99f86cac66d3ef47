import { connectionDropped, refusal } from "../model/provider-error.ts";
import type { Sleep } from "../script/playback.ts";
import { drawImage } from "./draw-image.ts";
import { encodePng } from "./encode-png.ts";
import type { ImageCallOptions } from "./image-call.ts";
import { sizeOf } from "./image-size.ts";
import type { DrawingDetails, ImageTurn, ImageTurnPart } from "./image-turn.ts";

/** What an answer holds. */
export interface AnsweredImages {
  readonly images: readonly Uint8Array[];
  readonly isRetryable?: boolean;
  readonly details: DrawingDetails;
}

/** What it needs of the world. */
export interface ImageWorld {
  readonly sleep: Sleep;
  readonly signal: AbortSignal;
}

/**
 * Plays a turn.
 *
 * @param turn - what the model does
 * @param call - what it was asked for
 * @param world - what it needs
 * @returns the images; rejects where the script says so
 */
export async function answerImages(
  turn: ImageTurn,
  call: ImageCallOptions,
  { sleep, signal }: ImageWorld,
): Promise<AnsweredImages> {
  const parts: readonly ImageTurnPart[] = Array.isArray(turn) ? turn : [turn as ImageTurnPart];
  for (const part of parts) {
    signal.throwIfAborted();
    switch (part.type) {
      case "delay":
        await sleep(part.ms, signal);
        break;
      case "hang":
        await aborted(signal);
        break;
      case "failure":
        throw refusal(part.details);
      case "cut":
        throw connectionDropped();
      case "images":
        return { ...part, details: {} };
      case "drawing":
        return { images: await drawAll(call), details: part.details };
    }
  }
  return { images: [], isRetryable: false, details: {} };
}

async function drawAll(call: ImageCallOptions): Promise<Uint8Array[]> {
  const { prompt = "", n, seed = 0, files = [], mask } = call;
  const size = sizeOf(call);
  const sources = [...files, ...(mask === undefined ? [] : [mask])].map(fingerprint);
  return Promise.all(
    Array.from({ length: n }, (_, index) => {
      const salt = [seed, index, ...sources].join("/");
      return encodePng(drawImage({ ...size, prompt, salt, isEdit: sources.length > 0 }));
    }),
  );
}

/** What tells images apart: their length, and a hundred of their bytes. */
function fingerprint({ data = "", url = "" }: NonNullable<ImageCallOptions["mask"]>): string {
  const step = Math.max(1, Math.floor(data.length / 100));
  const picked = [];
  for (let index = 0; index < data.length; index += step) picked.push(data[index]);
  return [data.length, picked.join(","), url].join(";");
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}
