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
  return `${text.slice(0, head)}\n[… ${omitted} characters left out …]\n${text.slice(-tail)}`;
}
