const maxChars = 120;

/** The characters that no file name of the sandbox or of the host has: separators, control and reserved characters. */
const unsafe = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}/\\:*?"<>|]/gu;

function split(name: string): readonly [stem: string, extension: string] {
  const dot = name.lastIndexOf(".");
  return dot > 0 && name.length - dot <= 16 ? [name.slice(0, dot), name.slice(dot)] : [name, ""];
}

/**
 * Makes a file name that is safe to use in the sandbox, on a host's disk and in a text.
 *
 * @param path - a name, or a path whose folders are dropped; hostile
 * @returns a name without folders, never empty, `.` or `..`
 */
export function safeFilename(path: string): string {
  const base = path.toWellFormed().split(/[/\\]/).at(-1) ?? "";
  const cleaned = base.replace(unsafe, "_").trim();
  if (/^\.*$/.test(cleaned)) return "file";
  const [stem, extension] = split(cleaned);
  return stem.slice(0, maxChars - extension.length).toWellFormed() + extension;
}

/**
 * @param name - a safe name
 * @param taken - the names that are used already
 * @returns the name, or the name with a number that makes it unique
 */
export function uniqueFilename(name: string, taken: ReadonlySet<string>): string {
  const [stem, extension] = split(name);
  let unique = name;
  for (let number = 2; taken.has(unique); number += 1) unique = `${stem}-${number}${extension}`;
  return unique;
}
