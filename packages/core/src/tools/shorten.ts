/**
 * @param text - any text
 * @param limit - how many characters may stay
 * @returns the text, or its beginning and end with a note of what was left out between them
 */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const head = Math.floor(limit * 0.75);
  const tail = limit - head;
  const omitted = text.length - limit;
  // A cut may halve a pair of surrogates, which no provider takes.
  const [first, last] = [text.slice(0, head), text.slice(text.length - tail)];
  return `${first.toWellFormed()}\n[… ${omitted} characters left out …]\n${last.toWellFormed()}`;
}
