import { stripVTControlCharacters } from "node:util";

/**
 * @param text - what somebody else has written
 * @returns it as one line which a terminal shows and does not obey
 */
export function safeText(text: string): string {
  return stripVTControlCharacters(text).replaceAll(/\p{Cc}/gu, " ");
}
