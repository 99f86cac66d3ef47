import type { StoredFile, ToolFiles } from "@inhouse/contracts";
import { InvalidInputError } from "@inhouse/contracts";
import type { TextToImageLimits } from "../limits.ts";
import { imageKind } from "./image-kind.ts";

/** How many images the model is told of when it names one that is not there. */
const toldImages = 20;

/**
 * @param files - the files of the thread
 * @param names - ids or names of files, or `last`
 * @param limits - how large each may be
 * @returns their bytes, which are images
 * @throws InvalidInputError if one is not there, too large, or no image
 */
export async function inputImages(
  files: ToolFiles,
  names: readonly string[],
  { inputImageBytes: maxBytes, pixels }: Pick<TextToImageLimits, "inputImageBytes" | "pixels">,
): Promise<readonly Uint8Array[]> {
  if (names.length === 0) return [];
  const images = (await files.list()).filter(({ mediaType }) => mediaType.startsWith("image/"));
  const chosen = names.map((name) => choose(images, name));
  return Promise.all(
    chosen.map(async (file) => {
      const { id, filename } = file;
      const expected = `a PNG, JPEG, WebP or GIF image of at most ${maxBytes} bytes`;
      const received = `${filename} (${id}, ${file.bytes} bytes)`;
      const wrong = new InvalidInputError({ param: "images", expected, received });
      if (file.bytes > maxBytes) throw wrong;
      const bytes = await files.read(id);
      const kind = bytes === undefined ? undefined : imageKind(bytes);
      if (bytes === undefined || kind === undefined) throw wrong;
      if (kind.width * kind.height > pixels) {
        throw new InvalidInputError({
          param: "images",
          expected: `images of at most ${pixels} pixels`,
          received: `${filename} (${id}, ${kind.width}x${kind.height})`,
        });
      }
      return bytes;
    }),
  );
}

/** Of several files of one name the newest is meant. */
function choose(images: readonly StoredFile[], name: string): StoredFile {
  const found =
    images.find(({ id }) => id === name) ??
    images.findLast(({ filename }) => filename === name) ??
    (name === "last" ? images.at(-1) : undefined);
  if (found !== undefined) return found;
  const known = images.slice(-toldImages).map(({ id, filename }) => `${id} (${filename})`);
  const expected =
    known.length === 0
      ? "left out: the conversation has no image yet"
      : `ids of images of the conversation: ${known.join(", ")}`;
  throw new InvalidInputError({ param: "images", expected, received: `'${name.slice(0, 100)}'` });
}
