/** How long a name of an operation may be, so that a plug-in's prefix fits before it. */
const longest = 64;

/**
 * Gives names that providers take. They depend on the named things alone, not on their order: a document that grows keeps the
 * names of what it had.
 *
 * @param wanted - what each should be called, and what sets it apart from others that want the same
 * @param length - the longest name
 * @returns a name of `[a-zA-Z0-9_-]` for each, all different
 */
export function uniqueNames(
  wanted: readonly { readonly name: string; readonly key: string }[],
  length: number = longest,
): readonly string[] {
  const plain = wanted.map(({ name }) => safeName(name));
  const count = Map.groupBy(plain, (name) => name.toLowerCase());
  const taken = new Set<string>();
  return plain.map((name, index) => {
    const key = wanted[index]?.key ?? "";
    const isAlone = count.get(name.toLowerCase())?.length === 1;
    let found = isAlone && name.length <= length ? name : marked(name, key, length);
    // The round goes first: keys that were made to have one hash would have one behind them, too.
    for (let round = 1; taken.has(found); round += 1)
      found = marked(name, `${round} ${key}`, length);
    taken.add(found);
    return found;
  });
}

/** @returns the text with everything replaced that no function's name may have; `call` for nothing */
export function safeName(text: string): string {
  const name = text
    .replace(/[^a-zA-Z0-9_-]+/g, "_")
    .replace(/_{2,}/g, "_")
    .replace(/^_|_$/g, "");
  return name === "" ? "call" : name;
}

function marked(name: string, key: string, length: number): string {
  const mark = `_${hash(key)}`;
  return `${name.slice(0, length - mark.length)}${mark}`;
}

/** FNV-1a: seven letters and digits that stay the same for the same text. */
function hash(text: string): string {
  let value = 0x811c9dc5;
  for (const character of text) {
    value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  }
  return value.toString(36).padStart(7, "0");
}
