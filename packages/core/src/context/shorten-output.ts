/**
 * Shortens a tool's output with a note that the model can read. The result is never longer than the limit plus the note.
 *
 * @param output - the output
 * @param limit - how many characters may stay
 */
export function shortenOutput(output: string, limit: number): string {
  if (output.length <= limit) return output;
  const head = output.slice(0, endOfCharacters(output, Math.ceil(limit * 0.75)));
  const from = endOfCharacters(output, output.length - Math.floor(limit * 0.25));
  const left = from - head.length;
  return `${head}\n[${left} characters of this output are left out here]\n${output.slice(from)}`;
}

/** A cut between the halves of a surrogate pair would leave text that some providers refuse. */
function endOfCharacters(text: string, index: number): number {
  const unit = text.charCodeAt(index);
  return unit >= 0xdc00 && unit <= 0xdfff && index < text.length ? index + 1 : index;
}
