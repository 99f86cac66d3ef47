import { rename, rm, writeFile } from "node:fs/promises";

/**
 * @param document - plain JSON
 * @returns its text, with no character that a terminal would obey
 */
export function documentText(document: object): string {
  const text = JSON.stringify(document, null, 2);
  const escaped = (character: string): string =>
    `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return `${text.replaceAll(/[\u007f-\u009f\u2028\u2029]/g, escaped)}\n`;
}

/**
 * Writes a file as a whole, or not at all.
 *
 * @param path - the file; what is there is replaced
 * @param text - its content
 */
export async function writeDocument(path: string, text: string): Promise<void> {
  const unfinished = `${path}.${process.pid}.tmp`;
  try {
    await writeFile(unfinished, text, { flag: "wx" });
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}
