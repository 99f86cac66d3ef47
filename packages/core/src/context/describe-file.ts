import type { HistoryFile } from "./history.ts";

const images: ReadonlySet<string> = new Set(["image/png", "image/jpeg", "image/gif", "image/webp"]);

/** @returns whether models with eyes can look at the file; all other files they read by tools */
export function isVisibleImage(file: HistoryFile): boolean {
  return images.has(file.mediaType.toLowerCase());
}

/** @returns the file as a text names it */
export function describeFile(file: HistoryFile): string {
  return `${JSON.stringify(file.filename)} (${file.mediaType}, file id ${file.fileId})`;
}
