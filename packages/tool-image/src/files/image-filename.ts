const longest = 40;

/**
 * @param prompt - what the image shows
 * @param index - the how manieth of its call it is
 * @param extension - without a dot
 * @returns a name that says what is in the file, in letters that every system takes
 */
export function imageFilename(prompt: string, index: number, extension: string): string {
  const words = prompt
    .slice(0, 4 * longest)
    .normalize("NFKD")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "");
  let name = words.shift()?.slice(0, longest) ?? "image";
  for (const word of words) {
    if (name.length + 1 + word.length > longest) break;
    name += `-${word}`;
  }
  return `${name}-${index + 1}.${extension}`;
}
