const mark = "[credential]";

/** Shorter ones stand in ordinary texts by chance, and protect nothing. */
const shortest = 4;

/**
 * Takes credentials out of what a service answers: one that repeats its requests would put them before the model, and into
 * what is stored.
 *
 * @param text - what a service answered
 * @param secrets - credentials in the forms in which they were sent
 * @returns the text without them, also where JSON escaped them, in small and in large letters
 */
export function redact(text: string, secrets: readonly string[]): string {
  const forms = secrets.flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1)]);
  return [...new Set(forms)]
    .filter((form) => form.length >= shortest)
    .sort((a, b) => b.length - a.length)
    .reduce((kept, form) => kept.replace(anyCase(form), mark), text);
}

/** Names of hosts are small letters, whatever was written. */
function anyCase(form: string): RegExp {
  return new RegExp(form.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"), "gi");
}

/**
 * @param bytes - what a service answered
 * @param secrets - credentials in the forms in which they were sent
 * @returns whether one of them is among the bytes
 */
export function holdsSecret(bytes: Uint8Array, secrets: readonly string[]): boolean {
  // One character a byte, so that no byte is lost or made up.
  const text = new TextDecoder("latin1").decode(bytes);
  return secrets.some((secret) => secret.length >= shortest && text.includes(secret));
}
