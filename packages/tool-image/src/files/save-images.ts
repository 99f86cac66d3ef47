import type { StoredFile, ToolFiles } from "@inhouse/contracts";
import { InvalidInputError } from "@inhouse/contracts";
import type { GeneratedImage } from "../sdk/generate-images.ts";
import { imageFilename } from "./image-filename.ts";
import type { ImageKind } from "./image-kind.ts";
import { imageKind } from "./image-kind.ts";

/** An image that was kept. */
export interface SavedImage {
  readonly file: StoredFile;
  readonly kind: ImageKind;
  readonly revisedPrompt: string | undefined;
}

/** What became of the images of a call. */
export interface SavedImages {
  readonly saved: readonly SavedImage[];
  /** Why the others were not kept, as sentences. */
  readonly refused: readonly string[];
}

/** What decides what is kept, and under which name. */
export interface SaveOptions {
  readonly prompt: string;
  /** How many were asked for. */
  readonly count: number;
  readonly maxBytes: number;
  readonly maxPixels: number;
  readonly signal: AbortSignal;
}

/**
 * Keeps images as files of the thread. What they are is told from their bytes, whatever the provider says.
 *
 * @param images - what a provider gave
 * @param files - the files of the thread
 * @param options - what is kept
 */
export async function saveImages(
  images: readonly GeneratedImage[],
  files: ToolFiles,
  { prompt, count, maxBytes, maxPixels, signal }: SaveOptions,
): Promise<SavedImages> {
  const saved: SavedImage[] = [];
  const refused: string[] = [];
  for (const [index, { bytes, revisedPrompt }] of images.entries()) {
    signal.throwIfAborted();
    const kind = imageKind(bytes);
    if (kind === undefined) {
      refused.push(`Image ${index + 1} was not kept: it is no PNG, JPEG, WebP or GIF file.`);
      continue;
    }
    if (bytes.length > maxBytes) {
      refused.push(`Image ${index + 1} was not kept: it is larger than ${maxBytes} bytes.`);
      continue;
    }
    if (kind.width * kind.height > maxPixels) {
      refused.push(`Image ${index + 1} was not kept: it has more than ${maxPixels} pixels.`);
      continue;
    }
    if (saved.length >= count) {
      refused.push("The image model made more than was asked for; the others were not kept.");
      break;
    }
    const { extension, mediaType } = kind;
    const filename = imageFilename(prompt, index, extension);
    try {
      const file = await files.create({ filename, mediaType, bytes });
      saved.push({ file, kind, revisedPrompt });
    } catch (error) {
      // The images before it are there, and must be shown.
      const why = error instanceof InvalidInputError ? error.message : "it could not be stored.";
      refused.push(`Image ${index + 1} was not kept: ${why}`);
    }
  }
  return { saved, refused };
}
