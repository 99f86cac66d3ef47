/**
 * Shortens a text to its beginning and its end.
 *
 * @param text - any text
 * @param maxChars - how long it may be, without the note in the middle
 * @returns the text, or its first three quarters and its last quarter with a note of what is left out
 */
export function truncateMiddle(text: string, maxChars: number): string {
  if (text.length <= maxChars) return text;
  const head = Math.ceil(maxChars * 0.75);
  const tail = maxChars - head;
  const left = text.length - maxChars;
  const end = text.slice(text.length - tail);
  return `${text.slice(0, head)}\n[… ${left} characters left out …]\n${end}`.toWellFormed();
}
