import { imageSize } from "image-size";

/** What the bytes of an image say of it. */
export interface ImageKind {
  readonly mediaType: string;
  /** How its file's name ends, without a dot. */
  readonly extension: string;
  /** In pixels. */
  readonly width: number;
  /** In pixels. */
  readonly height: number;
}

/** What every browser shows, every model looks at, and nothing in which a script can hide. */
const kinds: Readonly<Record<string, Pick<ImageKind, "mediaType" | "extension">>> = {
  png: { mediaType: "image/png", extension: "png" },
  jpg: { mediaType: "image/jpeg", extension: "jpg" },
  webp: { mediaType: "image/webp", extension: "webp" },
  gif: { mediaType: "image/gif", extension: "gif" },
};

/**
 * @param bytes - what is said to be an image
 * @returns what it is by its own bytes; undefined: none that can be shown
 */
export function imageKind(bytes: Uint8Array): ImageKind | undefined {
  try {
    const { type = "", width, height } = imageSize(bytes);
    const kind = Object.hasOwn(kinds, type) ? kinds[type] : undefined;
    if (kind === undefined || !(width > 0) || !(height > 0)) return undefined;
    return { ...kind, width, height };
  } catch {
    return undefined;
  }
}
