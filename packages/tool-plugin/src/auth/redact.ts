const mark = "[credential]";

/** Shorter ones stand in ordinary texts by chance, and protect nothing. */
const shortest = 4;

/** Longer ones are no words. */
const longestWord = 20;

/**
 * Takes credentials out of what a service answers: one that repeats its requests would put them before the model, and into
 * what is stored.
 *
 * @param text - what a service answered
 * @param secrets - credentials in the forms in which they were sent
 * @returns the text without them, also where JSON escaped them
 */
export function redact(text: string, secrets: readonly string[]): string {
  const forms = secrets.flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1)]);
  return [...new Set(forms)]
    .filter((form) => form.length >= shortest)
    .sort((a, b) => b.length - a.length)
    .reduce((kept, form) => kept.replaceAll(form, mark), text);
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

/**
 * @param name - the name of a fixed header
 * @param value - its value
 * @returns whether it is one to be taken out of answers: a version or a language also stands in ordinary ones
 */
export function isSecretHeader(name: string, value: string): boolean {
  return (
    value.length >= longestWord ||
    /auth|token|key|secret|pass|cookie|session|sign|credential/i.test(name)
  );
}
