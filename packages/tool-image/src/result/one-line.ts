/**
 * @param text - what a provider says
 * @param longest - how many characters may be told
 * @returns it as one line without control characters, shortened
 */
export function oneLine(text: string, longest: number): string {
  const line = text
    .slice(0, 10 * longest)
    .replaceAll(/[\s\p{Cc}]+/gu, " ")
    .trim();
  return line.length > longest ? `${line.slice(0, longest)}…` : line;
}
