/** @returns the text in one line, cut at a length with a mark that it goes on */
export function shorten(text: string, characters: number): string {
  const line = text.replace(/\s+/g, " ").trim();
  if (line.length <= characters) return line;
  const cut = line.slice(0, characters - 1);
  // Not within a pair that stands for one character.
  return `${/[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}
